package org.pleach.broker.session;

import java.util.function.Supplier;
import org.pleach.broker.BrokerCounter;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.auth.Authenticators;
import org.pleach.broker.callout.Callout;
import org.pleach.broker.delivery.Accounts;
import org.pleach.broker.loop.Loops;
import org.pleach.broker.loop.OutboxCounters;
import org.pleach.broker.tls.ClientTls;
import org.pleach.counters.Counters;
import org.pleach.transport.Network;

/**
 * What all client sessions share.
 *
 * @param options the options in force now
 * @param callout asks a service who clients are, or null if that was not configured at the start
 */
public record ClientEnvironment(Supplier<BrokerOptions> options, Network network, Loops loops, Accounts accounts,
                                Authenticators authenticators, ClientTls tls, ClientInfo info, Clients clients,
                                Counters<BrokerCounter> counters, OutboxCounters outboxCounters,
                                Callout callout) { }
