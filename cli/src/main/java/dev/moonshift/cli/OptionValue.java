package dev.moonshift.cli;

import dev.moonshift.policy.Reservation;
import dev.moonshift.policy.TaskSettings;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what is written after an option.
 *
 * <p>Every method throws an {@link IllegalArgumentException} that names the option, the rule and
 * the text.
 */
final class OptionValue {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,10})([KMG]?)B?");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  private OptionValue() {}

  /** Reads a whole number. */
  static long wholeNumber(String option, String text, long min, long max) {
    try {
      long number = Long.parseLong(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the message, which is the same
    }
    throw wrong(
        option,
        max == Long.MAX_VALUE
            ? "a whole number of at least " + min
            : "a whole number between " + min + " and " + max,
        text);
  }

  /** Reads a number of bytes: {@code 65536}, {@code 512K}, {@code 16m}, {@code 1G}. */
  static long bytes(String option, String text, long min, long max) {
    Matcher matcher = SIZE.matcher(text.toUpperCase(Locale.ROOT));
    if (matcher.matches()) {
      int shift = "KMG".indexOf(matcher.group(2)) * 10 + 10;
      long bytes = Long.parseLong(matcher.group(1)) << (matcher.group(2).isEmpty() ? 0 : shift);
      if (bytes >= min && bytes <= max) {
        return bytes;
      }
    }
    throw wrong(
        option, "a size between " + min + " and " + max + " bytes, such as 512K or 16M", text);
  }

  /** Reads a time: {@code 500ms}, {@code 2s}, {@code 1m}, {@code 1h}, {@code PT2S}. */
  static Duration duration(String option, String text) {
    Duration duration = parseDuration(text);
    if (duration.isNegative() || duration.isZero() || duration.toDays() > 365) {
      throw wrong(option, "a time of up to a year, such as 500ms, 2s, 1m or PT2S", text);
    }
    return duration;
  }

  private static Duration parseDuration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(number);
        case "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        default -> Duration.ofHours(number);
      };
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      return Duration.ZERO; // no time at all, and refused as such
    }
  }

  /** Reads a reservation: {@code 50000/1000000}. */
  static Reservation reservation(String option, String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw wrong(option, "BUDGET/PERIOD, such as 50000/1000000", text);
    }
    long period = wholeNumber(option, text.substring(slash + 1), 1, Reservation.MAX_PERIOD);
    return new Reservation(wholeNumber(option, text.substring(0, slash), 1, period), period);
  }

  /** Reads a group, which somebody is to belong to: {@code tenants/acme}; empty for none. */
  static TaskSettings group(TaskSettings settings, String option, String text) {
    try {
      return settings.withGroup(text);
    } catch (IllegalArgumentException e) {
      throw wrong(option, "names with single slashes between them, such as tenants/acme", text);
    }
  }

  /** Reads one of some names, which are what the choices call themselves. */
  static <T> T choice(String option, String text, T[] choices) {
    List<T> found = Arrays.stream(choices).filter(c -> c.toString().equals(text)).toList();
    if (found.isEmpty()) {
      throw wrong(option, listed(Arrays.stream(choices).map(Object::toString).toList()), text);
    }
    return found.get(0);
  }

  /** Returns {@code a, b or c}. */
  private static String listed(List<String> names) {
    int last = names.size() - 1;
    String others = String.join(", ", names.subList(0, last));
    return others.isEmpty() ? names.get(last) : others + " or " + names.get(last);
  }

  private static IllegalArgumentException wrong(String option, String rule, String text) {
    return new IllegalArgumentException(option + " must be " + rule + ", was '" + text + "'");
  }
}
