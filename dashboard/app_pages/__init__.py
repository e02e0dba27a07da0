"""One module a page: each has ``show(view)``, thin over the services and the rooms below."""
