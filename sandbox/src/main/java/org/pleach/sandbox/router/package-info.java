/** Border routers as functions: what becomes of a packet. */
package org.pleach.sandbox.router;
