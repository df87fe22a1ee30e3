/**
 * Which path each datagram to a peer takes: liveness, failover, probing. Internal.
 *
 * <p>Everything here belongs to one peer of one socket and runs on that socket's event loop; time comes in from outside,
 * so that a whole network can run in virtual time.
 */
package org.pleach.scion.multipath;
