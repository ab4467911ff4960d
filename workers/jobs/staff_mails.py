"""Writing to the owners of staff accounts: a link for a password, which nobody else sees, and what was changed."""

from __future__ import annotations

from requests_.model.staff import StaffMail
from requests_.services import staff_accounts
from requests_.settings import staff_address
from requests_.store.outbox import Work
from workers.context import Record, Tools
from workers.render.staff_mails import render_staff_mail


def write_to_staff(tools: Tools, work: Work) -> Record:
    """Write to the account's own address; nothing leaves once the account is closed. A second try has a new link."""
    staff, mail = work.arguments["staff"], StaffMail(work.arguments["mail"])
    if not tools.mailer.has_taken(work.key):
        site = staff_address()
        with tools.store.unit_of_work() as uow:
            member = uow.staff.get(staff)
            if not member.is_active:
                return lambda uow: None
            to, name = member.email, member.display_name
            secret = staff_accounts.make_password_link(uow, tools.clock, staff) if mail is StaffMail.LINK else ""
            # Stored, as a hash, before it leaves: a link that arrives works.
            uow.commit()
        tools.mailer.send(
            render_staff_mail(
                mail,
                message=work.key,
                to=to,
                name=name,
                link=f"{site}/welcome/{secret}" if secret else site,
                controller=tools.controller,
                mail_from=tools.mail_from,
            )
        )
    return lambda uow: staff_accounts.record_written(uow, tools.clock, staff, mail, by=work.arguments["by"])
