package dev.moonshift.policy;

/**
 * A promise that a policy broke: who suffered, when, and by how much.
 *
 * @param promise which
 * @param task to whom it was broken, or who got too much
 * @param turn how many turns had been given
 * @param fuel how much fuel had been used, idle time included
 * @param actual the amount that broke it, in the unit of the bound
 * @param bound what was promised: at most this
 * @param text all of it in words
 */
public record Violation(
    Promise promise, Task task, long turn, long fuel, long actual, long bound, String text) {}
