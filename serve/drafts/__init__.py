"""An email as a draft in the user's own mailbox, over IMAP or Gmail's API. A person sends it: no code here can.

    from serve.drafts import accounts, mailbox
    from serve.drafts.message import compose

    account = accounts.find("ada@example.org")                          # once `mailwright mail add` was run
    where = mailbox.save(account, compose(email, sender, recipient))    # "Drafts"

`message` makes the message, `imap` and `gmail` put it down, `providers` knows servers, `keys` keeps secrets in the system's keyring.
"""
