package org.pleach.clustering.session;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the end that dialled says in CONNECT, field {@code pleach_session}: {@code 1} for "I can resume", or the request to
 * go on with a session.
 *
 * <pre>
 *   1 id connection received nonce proof
 * </pre>
 *
 * @param id         names the session
 * @param connection the number of the connection within the session; the greater one wins
 * @param received   how many bytes of the peer's have arrived
 * @param nonce      used once
 * @param proof      that this is the session's other end
 */
public record ResumeRequest(String id, long connection, long received, String nonce, String proof) {

    /** The value that only says that resuming is understood. */
    public static final String CAPABLE = "1";

    private static final Pattern WRITTEN =
            Pattern.compile("1 ([0-9a-f]{32}) ([0-9]{1,18}) ([0-9]{1,18}) ([0-9a-f]{32}) ([0-9a-f]{64})");

    static ResumeRequest of(SessionKey key, long connection, long received, String nonce, String peersNonce) {
        return new ResumeRequest(key.id(), connection, received, nonce,
                key.proof("dial", key.id(), connection, received, nonce, peersNonce));
    }

    /** Reads the field; null if it asks for nothing. */
    public static ResumeRequest read(String field) {
        Matcher written = WRITTEN.matcher(field);
        return !written.matches() ? null : new ResumeRequest(written.group(1), Long.parseLong(written.group(2)),
                Long.parseLong(written.group(3)), written.group(4), written.group(5));
    }

    boolean isProvenBy(SessionKey key, String ownNonce) {
        return key.proves(proof, "dial", id, connection, received, nonce, ownNonce);
    }

    /** The field. */
    public String written() {
        return CAPABLE + ' ' + id + ' ' + connection + ' ' + received + ' ' + nonce + ' ' + proof;
    }

    /** No proof: that is nobody's business. */
    @Override
    public String toString() {
        return "ResumeRequest[id=" + id + ", connection=" + connection + ", received=" + received + ']';
    }
}
