package dev.moonshift.library;

/**
 * A moment as a date and a time of day, in UTC and the Gregorian calendar, also before it was
 * introduced.
 *
 * @param month from 1
 * @param day from 1
 * @param weekday 0 is Sunday
 * @param yearDay 0 is the first of January
 */
record CalendarTime(
    long year, int month, int day, int hour, int minute, int second, int weekday, int yearDay) {
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int SECONDS_PER_HOUR = 3600;
  private static final int SECONDS_PER_MINUTE = 60;
  private static final int MONTHS = 12;
  private static final int WEEK = 7;

  /** 1970-01-01 was a Thursday. */
  private static final int FIRST_WEEKDAY = 4;

  /** The calendar repeats after so many years. */
  private static final int CYCLE_YEARS = 400;

  private static final int CYCLE_DAYS = 146_097;

  /** The days before each month of a common year. */
  private static final int[] DAYS_BEFORE_MONTH = {
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334
  };

  /** Tells the date of a moment, in seconds since 1970. */
  static CalendarTime of(long seconds) {
    long days = Math.floorDiv(seconds, (long) SECONDS_PER_DAY);
    int inDay = (int) Math.floorMod(seconds, (long) SECONDS_PER_DAY);
    long year = 1970 + Math.floorDiv(days, (long) CYCLE_DAYS) * CYCLE_YEARS;
    int left = (int) Math.floorMod(days, (long) CYCLE_DAYS); // since the start of that year
    int years = left / 366; // at least so many have passed, and at most two more
    year += years;
    left = (int) (days - daysBefore(year));
    while (left >= yearLength(year)) {
      left -= yearLength(year);
      year++;
    }
    int month = MONTHS;
    while (daysBeforeMonth(year, month) > left) {
      month--;
    }
    return new CalendarTime(
        year,
        month,
        left - daysBeforeMonth(year, month) + 1,
        inDay / SECONDS_PER_HOUR,
        inDay % SECONDS_PER_HOUR / SECONDS_PER_MINUTE,
        inDay % SECONDS_PER_MINUTE,
        (int) Math.floorMod(days + FIRST_WEEKDAY, (long) WEEK),
        left);
  }

  /**
   * Returns the seconds from 1970 to a date and time, each of whose parts may be outside its usual
   * range: the 31st of April is the first of May.
   */
  static long seconds(long year, long month, long day, long hour, long minute, long second) {
    long months = month - 1;
    long realYear = year + Math.floorDiv(months, (long) MONTHS);
    int realMonth = (int) Math.floorMod(months, (long) MONTHS) + 1;
    long days = daysBefore(realYear) + daysBeforeMonth(realYear, realMonth) + day - 1;
    return days * SECONDS_PER_DAY + hour * SECONDS_PER_HOUR + minute * SECONDS_PER_MINUTE + second;
  }

  private static boolean isLeapYear(long year) {
    return year % 4 == 0 && (year % 100 != 0 || year % CYCLE_YEARS == 0);
  }

  private static int yearLength(long year) {
    return isLeapYear(year) ? 366 : 365;
  }

  private static int daysBeforeMonth(long year, int month) {
    return DAYS_BEFORE_MONTH[month - 1] + (month > 2 && isLeapYear(year) ? 1 : 0);
  }

  /** The days from 1970 to the start of a year. */
  private static long daysBefore(long year) {
    long past = year - 1;
    return (year - 1970) * 365
        + (Math.floorDiv(past, 4L) - 492)
        - (Math.floorDiv(past, 100L) - 19)
        + (Math.floorDiv(past, 400L) - 4);
  }

  /** The number of the week, where a year's first week begins with its first such weekday. */
  int week(int firstWeekday) {
    return (yearDay + WEEK - Math.floorMod(weekday - firstWeekday, WEEK)) / WEEK;
  }

  /** The year that the week belongs to by ISO 8601: the one with most of its days. */
  long weekYear() {
    int week = weekOf(year, yearDay);
    return week < 0 ? year - 1 : week >= weeks(year) ? year + 1 : year;
  }

  /** The number of the week by ISO 8601: the first one has a Thursday in January. */
  int isoWeek() {
    int week = weekOf(year, yearDay);
    if (week < 0) {
      return weeks(year - 1);
    }
    return week >= weeks(year) ? 1 : week + 1;
  }

  /** The week of a year's day from 0; less if it is the year before's. */
  private int weekOf(long ofYear, int dayOfYear) {
    int sinceMonday = Math.floorMod(weekday - 1, WEEK);
    int thursday = dayOfYear - sinceMonday + 3;
    return thursday < 0 ? -1 : thursday < yearLength(ofYear) ? thursday / WEEK : weeks(ofYear);
  }

  /** How many Thursdays, and so weeks, a year has. */
  private static int weeks(long year) {
    int firstDay = (int) Math.floorMod(daysBefore(year) + FIRST_WEEKDAY, (long) WEEK);
    return firstDay == 4 || firstDay == 3 && isLeapYear(year) ? 53 : 52;
  }
}
