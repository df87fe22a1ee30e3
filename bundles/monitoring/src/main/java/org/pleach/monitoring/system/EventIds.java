package org.pleach.monitoring.system;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Names for events: 22 characters as nats-server's, a random beginning and a running number. Any thread. */
final class EventIds {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM = 12;
    private static final int LENGTH = 22;

    private final AtomicLong next = new AtomicLong();
    private final String beginning;

    EventIds() {
        SecureRandom random = new SecureRandom();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < RANDOM; i++) {
            text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        beginning = text.toString();
    }

    String next() {
        char[] number = new char[LENGTH - RANDOM];
        long left = next.getAndIncrement();
        for (int i = number.length - 1; i >= 0; i--) {
            number[i] = DIGITS.charAt((int) (left % DIGITS.length()));
            left /= DIGITS.length();
        }
        return beginning + new String(number);
    }
}
