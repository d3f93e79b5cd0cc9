"""The site as a WSGI application."""

import gc

from django.core.wsgi import get_wsgi_application

from vlechtwerk.interfaces.parent import end_with_parent
from vlechtwerk.interfaces.web.whole_bodies import with_whole_bodies

# The web server answers from a process of its own below the one that was started.
end_with_parent()
application = with_whole_bodies(get_wsgi_application())

# A page makes thousands of objects, and few that point at one another in a ring. What was loaded stays anyhow.
gc.freeze()
gc.set_threshold(50_000, 20, 50)
