/** The control plane in small: segments, and end-to-end paths combined from them. */
package org.pleach.sandbox.segment;
