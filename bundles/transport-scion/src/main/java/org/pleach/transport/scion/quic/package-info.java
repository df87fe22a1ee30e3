/** QUIC connections as duplex channels, on Netty's native QUIC; knows datagram channels and nothing of SCION. */
package org.pleach.transport.scion.quic;
