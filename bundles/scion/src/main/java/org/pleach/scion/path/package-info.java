/** Candidate paths: where they come from, how they are ranked. Internal. */
package org.pleach.scion.path;
