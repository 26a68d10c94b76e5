"""What every room uses, without knowing any room: REST, forms, errors, locking, audit."""
