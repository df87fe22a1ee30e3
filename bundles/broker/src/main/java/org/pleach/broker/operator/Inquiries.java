package org.pleach.broker.operator;

import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.pleach.broker.delivery.AccountMessages;
import org.pleach.transport.Network;

/** Asks the other servers for what they have of accounts. Any thread. */
final class Inquiries {

    private static final String PACK = "$SYS.REQ.CLAIMS.PACK";
    private static final int MOST = 10_000;

    /** @param left servers that have not answered yet */
    private record Waiting(CompletableFuture<String> answer, int left, Future<?> timer) { }

    private final AccountMessages messages;
    private final Network network;
    private final Duration timeout;
    private final Consumer<String> packed;
    private final Map<String, Waiting> waiting = new HashMap<>();
    private long next;

    /** @param packed takes lines {@code ACCOUNT|TOKEN} that another server has; on an event loop */
    Inquiries(AccountMessages messages, Network network, Duration timeout, Consumer<String> packed) {
        this.messages = messages;
        this.network = network;
        this.timeout = timeout;
        this.packed = packed;
    }

    void begin() {
        messages.onAnswers((subject, reply, payload) -> answered(subject.substring(messages.inbox().length()),
                new String(payload, StandardCharsets.UTF_8)));
    }

    private static String lookupOf(String account) {
        return "$SYS.REQ.ACCOUNT." + account + ".CLAIMS.LOOKUP";
    }

    /** The token of an account; null if no other server has it, or none answers in time. */
    CompletableFuture<String> lookup(String account) {
        int servers = messages.serversThatWant(lookupOf(account));
        CompletableFuture<String> answer = new CompletableFuture<>();
        String id;
        synchronized (this) {
            if (servers == 0 || waiting.size() >= MOST) {
                return CompletableFuture.completedFuture(null);
            }
            id = Long.toString(next++);
            Future<?> timer = network.eventLoops().next().schedule(() -> end(id, null), timeout.toMillis(),
                    TimeUnit.MILLISECONDS);
            waiting.put(id, new Waiting(answer, servers, timer));
        }
        messages.send(lookupOf(account), messages.inbox() + id, new byte[0]);
        return answer;
    }

    /** Asks for all that is not the same as what has this digest. */
    void pack(String oneAccount, byte[] digest) {
        if (messages.serversThatWant(lookupOf(oneAccount)) > 0) {
            messages.send(PACK, messages.inbox() + "pack", digest);
        }
    }

    private void answered(String id, String text) {
        if (id.equals("pack")) {
            if (!text.isEmpty()) {
                packed.accept(text);
            }
            return;
        }
        synchronized (this) {
            Waiting one = waiting.get(id);
            if (one != null && text.isEmpty() && one.left() > 1) {
                waiting.put(id, new Waiting(one.answer(), one.left() - 1, one.timer()));
                return;
            }
        }
        end(id, text.isEmpty() ? null : text);
    }

    private void end(String id, String token) {
        Waiting one;
        synchronized (this) {
            one = waiting.remove(id);
        }
        if (one != null) {
            one.timer().cancel(false);
            one.answer().complete(token);
        }
    }
}
