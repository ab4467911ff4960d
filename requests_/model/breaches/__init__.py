"""Personal data breaches (UK GDPR arts. 33-34; DPA 2018 ss.67-68): a record of their own, beside the requests."""
