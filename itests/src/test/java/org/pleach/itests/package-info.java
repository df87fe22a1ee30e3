/** What is true of the whole: the bundles together in a container, and the distribution as a process. */
package org.pleach.itests;
