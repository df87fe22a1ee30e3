package org.pleach.broker.delivery;

import io.netty.channel.Channel;
import java.util.function.IntUnaryOperator;
import org.pleach.broker.Account;
import org.pleach.broker.BrokerCounter;
import org.pleach.broker.LocalReceiver;
import org.pleach.broker.Message;
import org.pleach.broker.Publisher;
import org.pleach.broker.QueueGroups;
import org.pleach.broker.Receiver;
import org.pleach.broker.RemoteReceiver;
import org.pleach.broker.Subscription;
import org.pleach.broker.loop.Loop;
import org.pleach.broker.loop.Tally;
import org.pleach.counters.Counters;
import org.pleach.routing.Match;
import org.pleach.routing.MatchCache;

/**
 * The way in of a connection: from a message to its receivers. The rules are nats-server's: each plain subscription, and one
 * member of each queue group, a local one if it takes the message; another node once, with the groups chosen there.
 */
public final class ConnectionPublisher implements Publisher {

    private static final QueueGroups NO_GROUPS = new QueueGroups();

    private final Loop loop;
    private final Receiver origin;
    private final boolean fromNode;
    private final boolean fromRoute;
    private final ProducerPause pause;
    private final Message message = new Message();
    private final RemoteTargets targets = new RemoteTargets();
    private final Tally messages = new Tally();
    private final Tally bytes = new Tally();
    private final IntUnaryOperator random;
    private final boolean mapping;
    private boolean echo;
    private Account account;
    private MatchCache<Subscription> matches;

    /** See {@link org.pleach.broker.Broker#openPublisher}. */
    public ConnectionPublisher(Loop loop, Channel channel, Receiver origin, boolean echo,
                               Counters<BrokerCounter> counters) {
        this.loop = loop;
        this.origin = origin;
        this.fromRoute = origin.kind() == Receiver.Kind.ROUTE;
        this.fromNode = fromRoute || origin.kind() == Receiver.Kind.LEAFNODE;
        this.echo = echo;
        this.random = loop::random;
        this.mapping = origin.kind() == Receiver.Kind.LEAFNODE;
        this.pause = new ProducerPause(loop, channel, counters);
    }

    /** One that hands on what another one publishes, from one account to another: it counts nothing and holds up nobody. */
    ConnectionPublisher(Loop loop, Receiver origin) {
        this.loop = loop;
        this.origin = origin;
        this.fromRoute = false;
        this.fromNode = false;
        this.echo = true;
        this.random = loop::random;
        this.mapping = false;
        this.pause = null;
    }

    /** Whether the origin gets what it publishes itself. */
    public void echo(boolean wanted) {
        echo = wanted;
    }

    /** Random numbers of the connection's event loop, below the one given. */
    public IntUnaryOperator random() {
        return random;
    }

    /** Messages published. */
    public long messages() {
        return messages.get();
    }

    /** Bytes of their headers and payloads. */
    public long bytes() {
        return bytes.get();
    }

    @Override
    public Message message() {
        return message;
    }

    @Override
    public int publish(Account where) {
        return publish(where, fromNode ? NO_GROUPS : null);
    }

    @Override
    public int publish(Account where, QueueGroups groups) {
        if (where != account) {
            account = where;
            matches = ((SubjectSpace) where).cache(loop);
        }
        if (mapping && ((SubjectSpace) where).mappings() != null) {
            ((SubjectSpace) where).mappings().map(message, random);
        }
        if (pause == null) {
            Match<Subscription> match = matches.match(message.names(), 0, message.subjectLength());
            return match.isEmpty() ? 0 : deliver(match, groups);
        }
        loop.emptyInbox();
        Match<Subscription> match = matches.match(message.names(), 0, message.subjectLength());
        int delivered = match.isEmpty() ? 0 : deliver(match, groups);
        int length = message.bodyLength();
        messages.add(1);
        bytes.add(length);
        loop.count(length, delivered);
        if (loop.isBehind()) {
            pause.begin(loop.takeBehind());
        }
        return delivered;
    }

    private int deliver(Match<Subscription> match, QueueGroups groups) {
        int delivered = 0;
        for (int i = 0, count = match.plainCount(); i < count; i++) {
            Subscription subscription = match.plain(i);
            LocalReceiver local = subscription.local();
            if (local == null) {
                addTarget(subscription.remote());
            } else if (take(local, subscription)) {
                delivered++;
            }
        }
        for (int i = 0, count = match.queueCount(); i < count; i++) {
            if (groups == null || groups.contains(match.queueName(i))) {
                delivered += deliverToOne(match, i);
            }
        }
        return targets.count() == 0 ? delivered : delivered + deliverToTargets();
    }

    private boolean take(LocalReceiver receiver, Subscription subscription) {
        return (receiver != origin || echo) && !(fromRoute && receiver.kind() == Receiver.Kind.IMPORT)
                && receiver.deliver(loop, message, subscription);
    }

    private boolean mayGoTo(RemoteReceiver node) {
        return node != origin && !(fromRoute && node.kind() == Receiver.Kind.ROUTE);
    }

    private void addTarget(RemoteReceiver node) {
        if (mayGoTo(node)) {
            targets.add(node);
        }
    }

    /** A local member from a random one on; if none takes it, another node's, by weight. */
    private int deliverToOne(Match<Subscription> match, int group) {
        int size = match.queueSize(group);
        int start = size == 1 ? 0 : loop.random(size);
        int weights = 0;
        for (int i = 0; i < size; i++) {
            int at = start + i < size ? start + i : start + i - size;
            Subscription member = match.queueMember(group, at);
            LocalReceiver local = member.local();
            if (local == null) {
                weights += mayGoTo(member.remote()) ? member.weight() : 0;
            } else if (take(local, member)) {
                return 1;
            }
        }
        if (weights > 0) {
            targets.add(remoteMember(match, group, loop.random(weights))).add(match.queueName(group));
        }
        return 0;
    }

    private RemoteReceiver remoteMember(Match<Subscription> match, int group, int choice) {
        int left = choice;
        for (int i = 0; ; i++) {
            Subscription member = match.queueMember(group, i);
            if (member.local() == null && mayGoTo(member.remote())) {
                left -= member.weight();
                if (left < 0) {
                    return member.remote();
                }
            }
        }
    }

    private int deliverToTargets() {
        int delivered = 0;
        for (int i = 0; i < targets.count(); i++) {
            if (targets.node(i).deliver(loop, account, message, targets.groups(i))) {
                delivered++;
            }
        }
        targets.clear();
        return delivered;
    }

    @Override
    public void close() {
        if (pause != null) {
            pause.end();
        }
        message.clear();
    }
}
