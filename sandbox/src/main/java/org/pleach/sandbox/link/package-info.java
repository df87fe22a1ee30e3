/** Emulated links. */
package org.pleach.sandbox.link;
