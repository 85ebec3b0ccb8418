package io.tidegate.sandbox.core;

import java.security.SecureRandom;

/** Makes ids that look like the service's: lower-case letters and digits, the first a letter. */
final class Ids {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final String ALPHABET = LETTERS + "0123456789";
  private static final int LENGTH = 15;

  private final SecureRandom random = new SecureRandom();

  String next() {
    StringBuilder id = new StringBuilder(LENGTH);
    id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    while (id.length() < LENGTH) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
