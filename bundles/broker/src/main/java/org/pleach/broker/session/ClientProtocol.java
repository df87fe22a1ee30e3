package org.pleach.broker.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.pleach.auth.Authenticator;
import org.pleach.broker.BrokerCounter;
import org.pleach.broker.BrokerOptions.Authorization;
import org.pleach.broker.ClientTlsOptions;
import org.pleach.broker.Message;
import org.pleach.broker.Subscription;
import org.pleach.broker.auth.ConnectionRights;
import org.pleach.broker.callout.Callout;
import org.pleach.broker.callout.Shown;
import org.pleach.broker.claims.AccountClaims;
import org.pleach.broker.delivery.ConnectionPublisher;
import org.pleach.broker.delivery.Mappings;
import org.pleach.broker.delivery.SubjectSpace;
import org.pleach.broker.operator.Standing;
import org.pleach.protocol.ClientHandler;
import org.pleach.protocol.ConnectOptions;
import org.pleach.routing.Subjects;

/**
 * Does what a client says, line by line. Answers are nats-server's, to the letter. Belongs to the channel's event loop;
 * {@link #account}, {@link #user} and {@link #said} may be read anywhere.
 */
final class ClientProtocol implements ClientHandler {

    private static final String TOO_MANY_IN_ACCOUNT = "maximum account active connections exceeded";
    /** Bytes of the headers that tell of no responders, but for the subject. */
    private static final int NO_RESPONDERS_FIXED = 32;
    private static final byte[] OK = "+OK\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PONG = "PONG\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ClientSession session;
    private final ClientEnvironment environment;
    private final ConnectionPublisher publisher;
    private final Message message;
    private final ProtocolTrace trace;
    private final Violations violations;
    private boolean verbose = true;
    private boolean pedantic = true;
    private boolean headers;
    private boolean noResponders;
    private boolean connected;
    private boolean ponged;
    private SubjectSpace joined;
    private ConnectionRights rights;
    private Authenticator.Terms terms = Authenticator.Terms.NONE;
    private CompletableFuture<Optional<Authenticator.Identity>> answer;
    /** Whether a service said who it is: then its token says nothing. */
    private volatile boolean byCallout;
    private volatile SubjectSpace account;
    private volatile String user;
    private volatile ConnectOptions said = ConnectOptions.builder().build();

    ClientProtocol(ClientSession session, ClientEnvironment environment) {
        this.session = session;
        this.environment = environment;
        this.publisher = session.publisher();
        this.message = publisher.message();
        this.trace = session.trace();
        this.account = environment.accounts().global();
        this.violations = new Violations(session, environment.counters());
    }

    @Override
    public void connect(ByteBuf line, int index, int length) {
        if (trace != null) {
            trace.connect(line, index, length);
        }
        ConnectOptions options = said.changedBy(line, index, length);
        if (connected || session.isAnonymous()) {
            session.subscriptions().leave(account);
        }
        verbose = options.verbose();
        pedantic = options.pedantic();
        headers = options.headers();
        noResponders = options.noResponders();
        said = options;
        session.receiver().headers(headers);
        session.parser().takeHeaders(headers);
        publisher.echo(options.echo());
        answer = identify(options);
        if (answer.isDone()) {
            answered(options, answer.join());
        } else {
            session.hold();
            answer.whenComplete((identity, cancelled) -> {
                if (cancelled == null) {
                    session.execute(() -> resume(options, identity));
                }
            });
        }
    }

    private CompletableFuture<Optional<Authenticator.Identity>> identify(ConnectOptions options) {
        Callout callout = environment.callout();
        byCallout = false;
        return callout == null ? identifyHere(options) : identifyHere(options).thenCompose(known -> {
            Shown shown = new Shown(options, session.id(), session.remote().host(), session.nonce(), session.transport(),
                    session.tls());
            String asked = callout.asked(shown, known);
            byCallout = asked != null;
            return (asked == null ? CompletableFuture.completedFuture(known) : callout.ask(shown, asked))
                    .thenApply(identity -> identity.map(callout::guarded));
        });
    }

    private CompletableFuture<Optional<Authenticator.Identity>> identifyHere(ConnectOptions options) {
        if (environment.authenticators().takesTokens()) {
            return environment.authenticators().authenticate(credentials(options));
        }
        boolean byNkey = !options.nkey().isEmpty() && environment.authenticators().takesNkeys();
        X509Certificate certificate = byNkey ? null : session.identityCertificate();
        if (certificate == null && isUserOfCertificates(options)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return certificate != null
                ? CompletableFuture.completedFuture(environment.authenticators().byCertificate(certificate))
                : environment.authenticators().authenticate(credentials(options));
    }

    /**
     * With {@code verify_and_map} users need no password; one who comes where no certificate is asked for ({@code allow_non_tls},
     * WebSocket) must not be let in without either.
     */
    private boolean isUserOfCertificates(ConnectOptions options) {
        ClientTlsOptions tls = environment.tls().options();
        return tls != null && tls.map() && !options.user().isEmpty() && options.password().isEmpty();
    }

    private Authenticator.Credentials credentials(ConnectOptions options) {
        return new Authenticator.Credentials(present(options.user()), present(options.password()),
                present(options.token()), present(options.nkey()), present(options.jwt()), present(options.signature()),
                session.nonce(), session.remote().hostPort(), session.transport());
    }

    private void resume(ConnectOptions options, Optional<Authenticator.Identity> identity) {
        if (!session.isClosed()) {
            answered(options, identity);
            session.resume();
        }
    }

    private void answered(ConnectOptions options, Optional<Authenticator.Identity> identity) {
        session.stopAuthTimer();
        if (identity.isEmpty() || options.newAccount() || !options.account().isEmpty()) {
            violation();
            return;
        }
        if (!become(identity.get())) {
            environment.counters().increment(BrokerCounter.MAXIMUM_CONNECTIONS_REFUSED);
            session.log().error(TOO_MANY_IN_ACCOUNT);
            session.refuse(TOO_MANY_IN_ACCOUNT, CloseReason.MAXIMUM_ACCOUNT_CONNECTIONS_EXCEEDED);
        } else if (options.protocol() < 0 || options.protocol() > 1) {
            reject("invalid client protocol", CloseReason.BAD_CLIENT_PROTOCOL_VERSION);
        } else if (noResponders && !headers) {
            reject("no responders requires headers support", CloseReason.NO_RESPONDERS_REQUIRES_HEADERS);
        } else {
            accept(options);
        }
    }

    private void violation() {
        environment.counters().increment(BrokerCounter.AUTHORIZATION_VIOLATIONS);
        session.log().authenticationError(said);
        session.refuse("Authorization Violation", CloseReason.AUTHENTICATION_FAILURE);
    }

    /** False if there is no room in its account. */
    private boolean become(Authenticator.Identity identity) {
        SubjectSpace now = environment.accounts().get(identity.account());
        if (now != account) {
            session.subscriptions().leave(account);
        }
        if (joined != now) {
            leaveAccount();
            if (!now.join()) {
                return false;
            }
            joined = now;
        }
        account = now;
        if (now.limits().subscriptions() == 0) {
            tooManySubscriptions();
        }
        terms = identity.terms();
        session.stayUntil(terms.until());
        boundPayload();
        user = identity.user();
        rights = ConnectionRights.of(identity.permissions());
        session.receiver().rights(rights);
        return true;
    }

    private void boundPayload() {
        int most = least(account.limits().payload(), terms.payload());
        session.maxPayload(most < 0 ? session.options().maxPayload() : Math.min(most, session.options().maxPayload()));
    }

    /** The lower of two bounds that are none below 0. */
    private static int least(int one, int other) {
        return one < 0 ? other : other < 0 ? one : Math.min(one, other);
    }

    /**
     * The account has other claims.
     *
     * @param exceeds whether the account may have fewer connections by now, and this is one too many
     */
    void accountChanged(AccountClaims before, AccountClaims now, boolean exceeds) {
        if (exceeds) {
            session.refuse(TOO_MANY_IN_ACCOUNT, CloseReason.MAXIMUM_ACCOUNT_CONNECTIONS_EXCEEDED);
            return;
        }
        if (!said.jwt().isEmpty() && !byCallout) {
            Standing standing = Standing.of(said.jwt(), before, now);
            switch (standing.verdict()) {
                case REVOKED -> session.refuse("User Authentication Revoked", CloseReason.REVOCATION);
                case MUST_SIGN -> violation();
                case SIGNED_BY_OTHERS -> session.close(CloseReason.AUTHENTICATION_FAILURE);
                case GOOD -> stay(standing.identity());
            }
        } else {
            boundPayload();
        }
        if (!session.isClosed() && hasAllSubscriptions() && session.subscriptions().count() > 0) {
            tooManySubscriptions();
            session.close(CloseReason.MAXIMUM_SUBSCRIPTIONS_EXCEEDED);
        }
    }

    private void stay(Authenticator.Identity identity) {
        terms = new Authenticator.Terms(identity.terms().subscriptions(), identity.terms().payload(), terms.until());
        boundPayload();
        if (!Objects.equals(identity.permissions(), rights == null ? null : rights.permissions())) {
            rights = ConnectionRights.of(identity.permissions());
            session.receiver().rights(rights);
            if (rights != null) {
                removeForbidden();
            }
        }
    }

    private void leaveAccount() {
        if (joined != null) {
            joined.leave();
            joined = null;
        }
    }

    /** Becomes whoever connections are that show nothing; CONNECT may change it. */
    void beAnonymous() {
        environment.authenticators().authenticate(credentials(said)).getNow(Optional.empty()).ifPresent(this::become);
    }

    /** Who may connect has changed: asks again if it has for this client. */
    void reauthorize(Authorization before, Authorization now) {
        if (answer != null && !answer.isDone()) {
            // The answer that is awaited may be out of date when it comes.
            answer.whenComplete((identity, cancelled) -> session.reauthorize(before, now));
            return;
        }
        boolean same = before.required() == now.required() && Objects.equals(before.user(user), now.user(user))
                && Objects.equals(before.token(), now.token()) && Objects.equals(before.noAuthUser(), now.noAuthUser())
                && before.authenticatorRequired() == now.authenticatorRequired();
        if (before.user(user) != null && now.user(user) == null) {
            // As in nats-server, which takes it for moved to another account, without a word.
            session.close(CloseReason.CLIENT_CLOSED);
        } else if (!same && (connected || session.isAnonymous() || !session.awaitsConnect())) {
            identify(said).whenComplete((identity, cancelled) -> session.execute(() -> reauthorized(identity)));
        }
    }

    private void reauthorized(Optional<Authenticator.Identity> identity) {
        if (session.isClosed()) {
            return;
        }
        if (identity.isEmpty()) {
            violation();
        } else if (!identity.get().account().equals(account.name())) {
            session.close(CloseReason.CLIENT_CLOSED);
        } else if (become(identity.get()) && rights != null) {
            removeForbidden();
        }
    }

    private void removeForbidden() {
        for (Subscription each : session.subscriptions().all()) {
            if (rights.maySubscribe(each.subject(), each.queue())) {
                rights.subscribed(each.subject(), each.queue());
            } else {
                session.subscriptions().remove(each);
                account.unsubscribe(each);
                violations.removed(each.subject(), each.queue(), each.sid());
            }
        }
    }

    /** The connection ends: nobody waits for an answer any more. */
    void close() {
        leaveAccount();
        if (answer != null) {
            answer.cancel(false);
        }
    }

    private static String present(String text) {
        return text.isEmpty() ? null : text;
    }

    private void reject(String text, CloseReason reason) {
        environment.counters().increment(BrokerCounter.PROTOCOL_ERRORS);
        session.log().error(text);
        session.refuse(text, reason);
    }

    private void accept(ConnectOptions options) {
        session.parser().awaitConnect(false);
        session.log().identified(options, account.name(), user);
        if (!connected) {
            connected = true;
            session.heartbeat().connected();
            environment.clients().letIn(session);
        }
        ok();
    }

    @Override
    public void publish(ByteBuf line, int subjectIndex, int subjectLength, int replyIndex, int replyLength,
            int headerLength, int payloadIndex, int payloadLength) {
        if (trace != null) {
            trace.in(headerLength < 0 ? "PUB" : "HPUB", line, subjectIndex, subjectLength, replyIndex, replyLength);
            trace.payload(line, payloadIndex, payloadLength);
        }
        message.names(line, subjectIndex, subjectLength, replyIndex, replyLength);
        message.body(line, payloadIndex, headerLength, payloadLength);
        if (pedantic && !Subjects.isValidLiteral(message.names(), 0, subjectLength)) {
            environment.counters().increment(BrokerCounter.INVALID_PUBLISH_SUBJECTS);
            session.error("Invalid Publish Subject");
        }
        Mappings mappings = account.mappings();
        if (mappings != null) {
            mappings.map(message, publisher.random());
        }
        if (rights != null && !rights.mayPublish(message.names(), message.subjectLength(), environment.network().nanoTime())) {
            violations.publish(message.names(), message.subjectLength());
            return;
        }
        if (isReserved(message)) {
            violations.reply(message.names(), message.subjectLength(), replyLength);
            return;
        }
        if (verbose) {
            ok();
        }
        if (publisher.publish(account) == 0 && noResponders && replyLength > 0) {
            noResponders();
        }
    }

    /** Whether the reply subject is one of those that are made for requests to other accounts and clusters. */
    private static boolean isReserved(Message message) {
        int at = message.subjectLength();
        byte[] names = message.names();
        return message.replyLength() > 3 && names[at] == '_' && names[at + 2] == '_' && names[at + 3] == '.'
                && names[at + 1] == 'R' || message.replyLength() > 4 && names[at] == '_' && names[at + 1] == 'G'
                && names[at + 2] == 'R' && names[at + 3] == '_' && names[at + 4] == '.';
    }

    private void reject(String text) {
        environment.counters().increment(BrokerCounter.PROTOCOL_ERRORS);
        session.log().error(text);
        session.close(CloseReason.PROTOCOL_VIOLATION);
    }

    /** Tells the requester at once that nobody is there, if it waits for the reply itself. */
    private void noResponders() {
        Subscription waiting = account.subscriptionOf(session.receiver(), message.names(), message.subjectLength(),
                message.replyLength());
        if (waiting != null) {
            environment.counters().increment(BrokerCounter.NO_RESPONDERS);
            String reply = new String(message.names(), message.subjectLength(), message.replyLength(),
                    StandardCharsets.ISO_8859_1);
            String sid = new String(waiting.sid(), StandardCharsets.ISO_8859_1);
            String subject = new String(message.names(), 0, message.subjectLength(), StandardCharsets.ISO_8859_1);
            int length = NO_RESPONDERS_FIXED + message.subjectLength();
            session.send(("HMSG " + reply + ' ' + sid + ' ' + length + ' ' + length + "\r\nNATS/1.0 503\r\nNats-Subject: "
                    + subject + "\r\n\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public void subscribe(ByteBuf line, int subjectIndex, int subjectLength, int queueIndex, int queueLength,
            int sidIndex, int sidLength) {
        if (trace != null) {
            trace.in("SUB", line, subjectIndex, subjectLength, queueIndex, queueLength, sidIndex, sidLength);
        }
        byte[] subject = ByteBufUtil.getBytes(line, subjectIndex, subjectLength);
        byte[] queue = queueLength == 0 ? null : ByteBufUtil.getBytes(line, queueIndex, queueLength);
        byte[] sid = ByteBufUtil.getBytes(line, sidIndex, sidLength);
        if (rights != null && !rights.maySubscribe(subject, queue)) {
            violations.subscribe(subject, queue, sid);
            return;
        }
        ClientSubscriptions all = session.subscriptions();
        if (hasAllSubscriptions()) {
            tooManySubscriptions();
            return;
        }
        if (all.get(sid) == null) {
            if (!Subjects.isValid(subject)) {
                environment.counters().increment(BrokerCounter.INVALID_SUBSCRIBE_SUBJECTS);
                session.error("Invalid Subject");
                return;
            }
            if (rights != null) {
                rights.subscribed(subject, queue);
            }
            Subscription subscription = Subscription.local(session.receiver(), subject, queue, sid);
            all.add(subscription);
            account.subscribe(subscription);
        }
        ok();
    }

    private boolean hasAllSubscriptions() {
        int count = session.subscriptions().count();
        int ofServer = session.options().maxSubscriptions();
        int ofAccount = least(account.limits().subscriptions(), terms.subscriptions());
        return ofServer > 0 && count >= ofServer || ofAccount >= 0 && count >= ofAccount;
    }

    private void tooManySubscriptions() {
        environment.counters().increment(BrokerCounter.MAXIMUM_SUBSCRIPTIONS_REFUSED);
        session.log().error("maximum subscriptions exceeded");
        session.error("maximum subscriptions exceeded");
    }

    @Override
    public void unsubscribe(ByteBuf line, int sidIndex, int sidLength, int maxMessages) {
        if (trace != null) {
            trace.in("UNSUB", line, sidIndex, sidLength);
        }
        Subscription subscription = session.subscriptions()
                .get(ByteBufUtil.getBytes(line, sidIndex, sidLength));
        ok();
        if (subscription == null) {
            return;
        }
        subscription.limit(maxMessages);
        if (maxMessages == 0 || subscription.delivered() >= maxMessages) {
            session.subscriptions().remove(subscription);
            account.unsubscribe(subscription);
        }
    }

    @Override
    public void ping() {
        if (trace != null) {
            trace.in("PING");
            trace.out("PONG");
        }
        session.send(PONG);
        if (!ponged) {
            ponged = true;
            if (takesLaterInfo()) {
                session.sendInfo();
            }
        }
    }

    @Override
    public void pong() {
        if (trace != null) {
            trace.in("PONG");
        }
        session.heartbeat().pong();
    }

    @Override
    public void error(ByteBuf line, int index, int length) {
        session.log().error("Client Error " + line.toString(index, length, StandardCharsets.US_ASCII));
        session.close(CloseReason.PARSE_ERROR);
    }

    private void ok() {
        if (verbose) {
            if (trace != null) {
                trace.out("OK");
            }
            session.send(OK);
        }
    }

    /** Whether INFO may be sent at any time. */
    boolean takesLaterInfo() {
        return ponged && said.protocol() >= 1;
    }

    SubjectSpace account() {
        return account;
    }

    /** Who it authenticated as, or null. */
    String user() {
        return user;
    }

    /** What it said of itself in CONNECT. */
    ConnectOptions said() {
        return said;
    }
}
