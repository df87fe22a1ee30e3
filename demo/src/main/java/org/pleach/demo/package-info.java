/** {@code ./pleach demo}: two brokers, a SCION network between them, and what happens when its links are cut. */
package org.pleach.demo;
