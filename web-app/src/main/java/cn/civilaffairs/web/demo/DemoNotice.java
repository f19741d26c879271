package cn.civilaffairs.web.demo;

import java.util.List;

/** What the sign-in page says where the demo county is installed: who may be played, and the one password. */
public record DemoNotice(String password, List<Player> players) {

    /** An account to play, and the part it has. */
    public record Player(String login, String name, String part) {}
}
