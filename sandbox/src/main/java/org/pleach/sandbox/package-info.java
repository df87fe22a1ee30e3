/**
 * A SCION network inside one process, on loopback: for demos and tests.
 *
 * <p>{@link org.pleach.sandbox.Topology} describes it, {@link org.pleach.sandbox.Sandbox} runs it,
 * {@link org.pleach.sandbox.Faults} makes it misbehave.
 */
package org.pleach.sandbox;
