/** How an end host gets to know its AS: from a daemon, or from a topology and the control service. Internal. */
package org.pleach.scion.bootstrap;
