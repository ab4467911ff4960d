"""Everything people read: the pages, mails, letters and packs, and the strict environment that renders them."""
