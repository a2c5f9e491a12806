package dev.moonshift.cli;

import dev.moonshift.policy.PolicyName;
import dev.moonshift.policy.TaskSettings;
import dev.moonshift.process.Environment;
import dev.moonshift.process.InterruptSettings;
import dev.moonshift.process.Limits;
import java.time.Duration;
import java.util.Map;

/**
 * How scripts are to be run, after the command line is understood.
 *
 * @param policy who runs next
 * @param asks of the policy, by file, as given; a file that is missing asks for nothing
 * @param interrupts of every process
 * @param limits of every process
 * @param environment of every process
 * @param maxTicks turns of all processes together
 * @param maxFuel fuel of all processes together
 * @param timeout for the whole run
 */
record RunSettings(
    PolicyName policy,
    Map<String, TaskSettings> asks,
    InterruptSettings interrupts,
    Limits limits,
    Environment environment,
    long maxTicks,
    long maxFuel,
    Duration timeout) {}
