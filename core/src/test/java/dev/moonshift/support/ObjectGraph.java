package dev.moonshift.support;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The objects that can be reached from one through fields and arrays, and what they take.
 *
 * <p>Sizes are computed from the fields, for a JVM with compressed references that leaves no gaps
 * between them, so they are the same everywhere. Objects of the JDK are not looked into.
 */
public final class ObjectGraph {
  private static final int HEADER = 12;
  private static final int ARRAY_HEADER = 16;
  private static final int REFERENCE = 4;
  private static final int ALIGNMENT = 8;

  private static final Map<Class<?>, Integer> PRIMITIVES =
      Map.of(
          boolean.class,
          1,
          byte.class,
          1,
          char.class,
          2,
          short.class,
          2,
          int.class,
          4,
          float.class,
          4,
          long.class,
          8,
          double.class,
          8);

  private final Set<Object> objects = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Walks from an object. */
  public ObjectGraph(Object root) {
    ArrayDeque<Object> open = new ArrayDeque<>();
    reach(root, open);
    while (!open.isEmpty()) {
      Object object = open.remove();
      if (object instanceof Object[] array) {
        for (Object element : array) {
          reach(element, open);
        }
      } else if (!isOfTheJdk(object.getClass())) {
        reachFields(object, open);
      }
    }
  }

  private void reach(Object object, ArrayDeque<Object> open) {
    if (object != null && objects.add(object)) {
      open.add(object);
    }
  }

  private void reachFields(Object object, ArrayDeque<Object> open) {
    for (Class<?> c = object.getClass(); c != Object.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          field.setAccessible(true);
          try {
            reach(field.get(object), open);
          } catch (IllegalAccessException e) {
            throw new AssertionError(e);
          }
        }
      }
    }
  }

  private static boolean isOfTheJdk(Class<?> type) {
    return type.isArray() || type.getName().startsWith("java.") || type.isEnum() || type.isHidden();
  }

  /** What this takes that another graph does not share, by class and in all. */
  public Size without(ObjectGraph other) {
    Map<String, Long> byClass = new TreeMap<>();
    for (Object object : objects) {
      if (!other.objects.contains(object)) {
        byClass.merge(object.getClass().getSimpleName(), (long) sizeOf(object), Long::sum);
      }
    }
    return new Size(byClass.values().stream().mapToLong(Long::longValue).sum(), byClass);
  }

  private static int sizeOf(Object object) {
    Class<?> type = object.getClass();
    int size = type.isArray() ? ARRAY_HEADER : HEADER;
    if (type.isArray()) {
      size += Array.getLength(object) * sizeOf(type.getComponentType());
    }
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          size += sizeOf(field.getType());
        }
      }
    }
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  private static int sizeOf(Class<?> type) {
    return PRIMITIVES.getOrDefault(type, REFERENCE);
  }

  /**
   * Bytes.
   *
   * @param bytes in all
   * @param byClass how much of them each class takes
   */
  public record Size(long bytes, Map<String, Long> byClass) {}
}
