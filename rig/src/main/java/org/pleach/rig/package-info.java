/**
 * What the demo, the end-to-end tests and the benchmarks share: brokers as processes of their own, and numbered messages
 * between them with an account of what arrived.
 */
package org.pleach.rig;
