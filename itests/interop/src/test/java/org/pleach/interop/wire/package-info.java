/** Byte streams, sensible and not, and the bytes that come back. */
package org.pleach.interop.wire;
