package org.pleach.broker.claims;

import java.time.Duration;
import java.util.Map;
import org.pleach.broker.AccountOptions.Responses;

/**
 * Subjects that an account lets others import.
 *
 * @param service       whether they send requests there; else they get what is published
 * @param tokenRequired whether they need an activation token
 * @param accountToken  the place of the token of the subject, counted from 1, that must be the importer's nkey; 0 for none
 * @param revocations   activation tokens that count no more, as {@link Revocations} reads them
 * @param threshold     how long answers may take
 */
public record ExportClaim(boolean service, String subject, boolean tokenRequired, int accountToken,
                          Map<String, Long> revocations, Responses responses, Duration threshold) {

    private static final Duration THRESHOLD = Duration.ofMinutes(2);

    static ExportClaim of(Fields fields) throws ClaimsException {
        String subject = fields.text("subject");
        SubjectCheck.check(subject, fields.where());
        long nanos = fields.number("response_threshold");
        if (nanos < 0) {
            throw new ClaimsException(fields.where() + ".response_threshold: expected 0 or more");
        }
        int place = fields.bounded("account_token_position", 0);
        if (place < 0 || place > 0 && !isWildcard(subject, place)) {
            throw new ClaimsException(fields.where() + ".account_token_position: expected the place of a * in the subject");
        }
        return new ExportClaim(isService(fields), subject, fields.flag("token_req"), place, fields.numbers("revocations"),
                responses(fields), nanos == 0 ? THRESHOLD : Duration.ofNanos(nanos));
    }

    private static boolean isWildcard(String subject, int place) {
        String[] tokens = subject.split("\\.");
        return place <= tokens.length && tokens[place - 1].equals("*");
    }

    static boolean isService(Fields fields) throws ClaimsException {
        return switch (fields.text("type")) {
            case "service" -> true;
            case "stream" -> false;
            default -> throw new ClaimsException(fields.where() + ".type: expected stream or service");
        };
    }

    private static Responses responses(Fields fields) throws ClaimsException {
        return switch (fields.text("response_type")) {
            case "", "Singleton" -> Responses.SINGLETON;
            case "Stream" -> Responses.STREAMED;
            case "Chunked" -> Responses.CHUNKED;
            default -> throw new ClaimsException(fields.where() + ".response_type: expected Singleton, Stream or Chunked");
        };
    }
}
