/** The broker as a library: {@link org.pleach.embedded.Pleach#builder()}. */
package org.pleach.embedded;
