package cn.civilaffairs.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.testing.TestCounty;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Pages asked for as somebody. */
@TestComponent
public record Visits(MockMvcTester pages, UserDetailsService officers) {

    public MvcTestResult get(Officer officer, String uri) {
        var request = pages.get();
        request = uri.contains("%") ? request.uri(URI.create(uri)) : request.uri(uri); // encoded already, or not
        return request.with(user(officers.loadUserByUsername(officer.login()))).exchange();
    }

    /** @param fields names and values in turn */
    public MvcTestResult post(Officer officer, String uri, String... fields) {
        var request = pages.post().uri(uri).with(csrf()).with(user(officers.loadUserByUsername(officer.login())));
        for (int i = 0; i < fields.length; i += 2) {
            request = request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }

    /** What they read there. */
    public String page(Officer officer, String uri) {
        MvcTestResult answer = get(officer, uri);
        assertThat(answer).as(uri).hasStatusOk();
        return text(answer);
    }

    /** A form that may be sent but once. */
    public MvcTestResult send(Officer officer, String uri, String... fields) {
        return post(
                officer,
                uri,
                Stream.concat(Stream.of("requestKey", UUID.randomUUID().toString()), Stream.of(fields))
                        .toArray(String[]::new));
    }

    /** The same where the act is allowed and nothing is wrong with the form. */
    public void done(Officer officer, String uri, String... fields) {
        MvcTestResult answer = send(officer, uri, fields);
        assertThat(answer).as(uri).hasStatus3xxRedirection();
        assertThat(refusal(answer)).as(uri).isEmpty();
    }

    /** What the page that follows says in red; empty if it says nothing. */
    public static String refusal(MvcTestResult answer) {
        return (String) answer.getMvcResult().getFlashMap().getOrDefault("refusal", "");
    }

    public static String text(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    /** Registers a family of one in the county's first village. @return the address of its file */
    public String family(TestCounty county, Officer clerk, String name, IdNumber number, String... more) {
        String[] fields = {
            "head.idType", "CITIZEN",
            "head.idNumber", number.value(),
            "head.name", name,
            "head.health", "HEALTHY",
            "area", county.village(1, 1).value(),
            "residence", "RURAL",
            "openedOn", "2026-01-01"
        };
        MvcTestResult opened = send(
                clerk,
                "/families",
                Stream.concat(Stream.of(fields), Stream.of(more)).toArray(String[]::new));
        assertThat(opened).as(text(opened)).hasStatus3xxRedirection();
        String to = String.valueOf(opened.getResponse().getRedirectedUrl());
        return to.substring(0, to.lastIndexOf('/'));
    }
}
