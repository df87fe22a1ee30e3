/** Clients of other languages, each installed by its own registry's client. */
package org.pleach.interop.clients;
