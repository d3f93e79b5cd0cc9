"""No models: Django tells an app that its migrations are done only when it has this module."""
