/** Border routers and host shims on UDP sockets. */
package org.pleach.sandbox.net;
