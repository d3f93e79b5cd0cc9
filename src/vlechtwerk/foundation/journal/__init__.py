"""Note every act, in the same transaction as the act itself."""
