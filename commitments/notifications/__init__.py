"""E-mail: a row is written with what happened, and the letter is delivered later."""
