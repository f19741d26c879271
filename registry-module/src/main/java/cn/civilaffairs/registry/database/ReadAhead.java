package cn.civilaffairs.registry.database;

import cn.civilaffairs.kernel.Officer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What is to be written next is read and worked out while what went before is being written: reading has a thread, a
 * connection and a transaction of its own, or neither if what it reads is a file. At most one piece waits, so memory does not
 * grow with what is read.
 *
 * @param <T> a piece of work
 */
public final class ReadAhead<T> implements AutoCloseable {

    private sealed interface Message<T> {}

    private record Piece<T>(T content) implements Message<T> {}

    private record End<T>(@Nullable Throwable failure) implements Message<T> {}

    private final BlockingQueue<Message<T>> waiting = new ArrayBlockingQueue<>(1);
    private final Thread reader;
    private volatile boolean closed;

    private ReadAhead(TransactionOperations transaction, Consumer<Consumer<T>> reading) {
        Officer officer = Acting.officer();
        reader = new Thread(() -> Acting.as(officer, () -> read(transaction, reading)), "read-ahead");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Begins to read, as the officer acting here.
     *
     * @param transaction what the reading takes place in; {@link TransactionOperations#withoutTransaction} for a file
     * @param reading hands over one piece after the other
     */
    public static <T> ReadAhead<T> of(TransactionOperations transaction, Consumer<Consumer<T>> reading) {
        return new ReadAhead<>(transaction, reading);
    }

    private void read(TransactionOperations transaction, Consumer<Consumer<T>> reading) {
        Throwable failure = null;
        try {
            transaction.executeWithoutResult(status -> reading.accept(piece -> put(new Piece<>(piece))));
        } catch (RuntimeException | Error failed) {
            failure = failed;
        }
        if (!closed) {
            try {
                waiting.put(new End<>(failure));
            } catch (InterruptedException noLongerWanted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void put(Piece<T> piece) {
        try {
            waiting.put(piece);
        } catch (InterruptedException noLongerWanted) {
            throw new IllegalStateException("Nobody wants what is read any more", noLongerWanted);
        }
    }

    /** The next piece; null after the last. A failure of the reading is thrown here. */
    public @Nullable T next() {
        Message<T> message;
        try {
            message = waiting.take();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while waiting for what is read", stopped);
        }
        if (message instanceof Piece<T> piece) {
            return piece.content();
        }
        Throwable failure = ((End<T>) message).failure();
        if (failure instanceof RuntimeException refused) {
            throw refused;
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        return null;
    }

    /** Reads no further; the connection is given back before this returns. */
    @Override
    public void close() {
        closed = true;
        reader.interrupt();
        try {
            reader.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
