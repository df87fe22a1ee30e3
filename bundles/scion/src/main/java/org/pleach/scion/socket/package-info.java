/** SCION/UDP on a UDP socket: packets in and out, the table of peers. Internal. */
package org.pleach.scion.socket;
