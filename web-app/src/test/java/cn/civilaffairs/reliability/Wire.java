package cn.civilaffairs.reliability;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The network between the product and its database, which can be cut at the worst moment: when the COMMIT of a given
 * transaction is on its way.
 */
final class Wire implements AutoCloseable {

    /** Whether the COMMIT still arrives. */
    enum Cut {
        AFTER_COMMIT,
        BEFORE_COMMIT
    }

    private final ServerSocket door;
    private final int server;
    private volatile Plan plan = new Plan("", Cut.AFTER_COMMIT);

    Wire(int server) throws IOException {
        this.server = server;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        begin("wire", this::accept);
    }

    String url() {
        // statements are sent as text every time, so that the transaction can be recognised
        return "jdbc:postgresql://127.0.0.1:" + door.getLocalPort() + "/civil?prepareThreshold=0";
    }

    /** Cuts the next transaction in which a text is sent, at its COMMIT. */
    Plan cutAt(String text, Cut cut) {
        plan = new Plan(text, cut);
        return plan;
    }

    /** One cut to come. */
    static final class Plan {

        private final String text;
        private final Cut cut;
        private final AtomicBoolean done = new AtomicBoolean();

        Plan(String text, Cut cut) {
            this.text = text;
            this.cut = cut;
        }

        boolean isDone() {
            return done.get();
        }
    }

    private void accept() {
        try {
            while (true) {
                connect(door.accept());
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    /** While the server is away a client finds the door open and nobody behind it. */
    private void connect(Socket client) throws IOException {
        try {
            Socket database = new Socket(InetAddress.getLoopbackAddress(), server);
            begin("wire-out", () -> send(client, database));
            begin("wire-in", () -> receive(database, client));
        } catch (IOException away) {
            client.close();
        }
    }

    private void send(Socket client, Socket database) {
        byte[] buffer = new byte[1 << 16];
        Plan marked = null;
        try (client;
                database) {
            InputStream in = client.getInputStream();
            OutputStream out = database.getOutputStream();
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                Plan now = plan;
                if (!now.text.isEmpty() && !now.isDone() && text.contains(now.text)) {
                    marked = now;
                }
                boolean commits = marked != null && text.contains("COMMIT");
                if (commits && marked.done.compareAndSet(false, true)) {
                    if (marked.cut == Cut.AFTER_COMMIT) {
                        client.shutdownOutput();
                        out.write(buffer, 0, read);
                        out.flush();
                        Thread.sleep(300);
                    }
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException gone) {
            // the other side
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void receive(Socket database, Socket client) {
        try (client;
                database) {
            database.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException gone) {
            // the other side
        }
    }

    private static void begin(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
