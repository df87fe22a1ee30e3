/** Who this end shows itself as and whom it believes. */
package org.pleach.transport.scion.tls;
