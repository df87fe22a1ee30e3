/** Operator mode: accounts and users that are known by tokens an operator and its accounts have signed. */
package org.pleach.broker.operator;
