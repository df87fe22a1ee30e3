package org.pleach.clustering.session;

import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One end of a session: which of its connections is the present one, and how to go on over another.
 *
 * <p>Connections are numbered. Either end may dial, so one takes odd numbers and the other even ones; each end changes over to
 * a connection with a greater number than its present one and to no other. So both end up on the same connection, and an
 * old one that is half dead cannot come back. What crosses on the way is sorted out by positions: each end says how much it
 * has received, and drops what it has already.
 *
 * <pre>
 *   acceptor  INFO {... "pleach_session": nonce}
 *   dialler   CONNECT {... "pleach_session": "1 id connection received nonce proof"}
 *   acceptor  SESSION RESUMED received from proof       then frames, data from position "from" on
 *   dialler   frames, data from the position the acceptor has received
 * </pre>
 * Belongs to the event loop of the route channel.
 */
public final class Session {

    /** A connection was not taken. */
    public static final long REFUSED = -1;

    private static final Pattern RESUMED = Pattern.compile("RESUMED ([0-9]{1,18}) ([0-9]{1,18}) ([0-9a-f]{64})");

    private final SessionKey key;
    private final RouteChannel channel;
    private final boolean even;
    private long present = 1;
    private long issued = 1;

    /** @param even whether this end gives even numbers to the connections it dials; the other end gives odd ones */
    public Session(SessionKey key, RouteChannel channel, boolean even) {
        this.key = key;
        this.channel = channel;
        this.even = even;
    }

    /** Its name. */
    public String id() {
        return key.id();
    }

    /** Whether the request is the other end's. Any thread. */
    public boolean isGenuine(ResumeRequest request, String ownNonce) {
        return request.isProvenBy(key, ownNonce);
    }

    /** What to say on a connection that was dialled. */
    public ResumeRequest request(String peersNonce, SecureRandom random) {
        issued = Math.max(present, issued) + 1;
        if (issued % 2 == 0 != even) {
            issued++;
        }
        return ResumeRequest.of(key, issued, channel.received(), SessionKey.nonce(random), peersNonce);
    }

    /**
     * Goes on over a connection that the peer dialled.
     *
     * @param ownNonce what this end said on that connection
     * @return bytes sent again; {@link #REFUSED} if the request is an old one or makes no sense: nothing has happened then
     */
    public long resume(Link link, ResumeRequest request, String ownNonce) {
        if (request.connection() <= present || request.received() > channel.sent()) {
            return REFUSED;
        }
        present = request.connection();
        long received = channel.received();
        long from = Math.max(request.received(), channel.acknowledgedByPeer());
        String proof = key.proof("accept", key.id(), present, received, from, request.nonce(), ownNonce);
        return channel.attach(link, "SESSION RESUMED " + received + ' ' + from + ' ' + proof, from, received);
    }

    /**
     * Goes on over a connection dialled from here, by the peer's answer.
     *
     * @param request what was said there
     * @param words   what the peer said behind SESSION
     * @return bytes sent again; {@link #REFUSED} if the answer is not the peer's, or another connection was quicker: nothing
     *         has happened then
     */
    public long resumed(Link link, ResumeRequest request, String words, String peersNonce) {
        Matcher answer = RESUMED.matcher(words);
        if (!answer.matches() || request.connection() <= present) {
            return REFUSED;
        }
        long arrived = Long.parseLong(answer.group(1));
        long from = Long.parseLong(answer.group(2));
        if (!key.proves(answer.group(3), "accept", key.id(), request.connection(), arrived, from, request.nonce(),
                peersNonce) || arrived < channel.acknowledgedByPeer() || arrived > channel.sent()
                || from > channel.received()) {
            return REFUSED;
        }
        present = request.connection();
        return channel.attach(link, null, arrived, from);
    }
}
