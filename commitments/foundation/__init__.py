"""What every room uses, and what knows no noun of ours: REST, forms, errors, locking, audit."""
