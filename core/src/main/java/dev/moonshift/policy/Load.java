package dev.moonshift.policy;

/**
 * What a promise depends on besides the task it is made to.
 *
 * @param tasks how many have been runnable meanwhile, the task itself among them; who became
 *     runnable twice counts twice, and who changed its weight counts again
 * @param weight the weights of all these
 * @param largestTurn the most fuel that a turn can use: the largest quantum and the largest piece
 *     of work that is not divided
 */
public record Load(long tasks, long weight, long largestTurn) {}
