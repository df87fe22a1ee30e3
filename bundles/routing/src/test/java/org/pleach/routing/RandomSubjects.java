package org.pleach.routing;

import java.util.Random;

/** Subjects from a small alphabet, so that they often meet. */
final class RandomSubjects {

    private static final String[] TOKENS = {"a", "b", "foo", "a-long-token-of-20-b"};

    private RandomSubjects() { }

    static String literal(Random random) {
        StringBuilder subject = new StringBuilder(TOKENS[random.nextInt(TOKENS.length)]);
        for (int more = random.nextInt(4); more > 0; more--) {
            subject.append('.').append(TOKENS[random.nextInt(TOKENS.length)]);
        }
        return subject.toString();
    }

    static String pattern(Random random) {
        String[] tokens = literal(random).split("\\.");
        for (int i = 0; i < tokens.length; i++) {
            if (random.nextInt(4) == 0) {
                tokens[i] = "*";
            }
        }
        if (random.nextInt(4) == 0) {
            tokens[tokens.length - 1] = ">";
        }
        return String.join(".", tokens);
    }
}
