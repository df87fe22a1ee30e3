package org.pleach.broker;

/**
 * Sums since the start over connections of all kinds; messages counted when they come in and when an outbox takes them.
 *
 * @param connections   client connections now
 * @param accepted      client connections since the start
 * @param subscriptions subscriptions now, those of other nodes included
 * @param inMessages    messages received
 * @param inBytes       bytes of their headers and payloads
 * @param outMessages   messages sent
 * @param outBytes      bytes of their headers and payloads
 */
public record BrokerTotals(int connections, long accepted, int subscriptions, long inMessages, long inBytes,
                           long outMessages, long outBytes) { }
