#include "core/async/io/stream.hpp"

#include "core/async/blocking.hpp"
#include "core/async/io/blocking_stream.hpp"
#include "core/async/when_all.hpp"
#include "core/async/when_any.hpp"
#include "core/tests/async/io/left_behind.hpp"

#include <gtest/gtest.h>

namespace loopscope::async {
namespace {

using trace::Kind;

Task<> serve_one(TcpServer server) {
    TcpStream stream = co_await server.accept();
    while (auto line = co_await stream.read_line()) co_await stream.write(*line + "\n");
}

Task<> echo(TcpServer server, std::string word) {
    TcpStream stream = co_await TcpStream::connect("127.0.0.1", server.port(), "echo client");
    co_await stream.write(word + "\n");
    print("{}", *co_await stream.read_line());
}

Task<> echo_program() {
    TcpServer server = TcpServer::listen();
    auto served = spawn(serve_one(server));
    co_await yield();
    co_await echo(server, "hello");
    co_await served;
    print("done at {}", seconds(loop_time()));
}

TEST(TcpStream, EchoComesBackLineByLine) {
    const NothingLeftBehind checked;

    const auto run = record_main(echo_program);

    EXPECT_EQ(run.output(), (Lines{"hello", "done at 0"}));
}

TEST(TcpStream, TakesNoVirtualTimeAndLetsTimersBe) {
    const NothingLeftBehind checked;
    const auto slow_server = [](TcpServer server) -> Task<> {
        TcpStream stream = co_await server.accept();
        const auto line = co_await stream.read_line();
        co_await sleep_for(2s);
        co_await stream.write(*line + "\n");
    };

    const auto run = record_main([&]() -> Task<> {
        TcpServer server = TcpServer::listen();
        auto served = spawn(slow_server(server));
        auto other = spawn(say_after(1s, "meanwhile"));
        co_await echo(server, "slowly");
        print("at {}", seconds(loop_time()));
        co_await served;
        co_await other;
    });

    EXPECT_EQ(run.output(), (Lines{"meanwhile", "slowly", "at 2"}));
}

TEST(TcpStream, SaysOnWhatItWaitsAndWhy) {
    const auto run = record_main(echo_program);

    const auto watched = run.of(Kind::FdWatched);
    const auto ready = run.of(Kind::FdReady);
    const auto unwatched = run.of(Kind::FdUnwatched);
    std::vector<std::string> labels;
    for (const auto& e : watched) labels.push_back(run.tables->string(static_cast<std::uint32_t>(e.arg)));
    EXPECT_NE(std::find(labels.begin(), labels.end(), "echo client"), labels.end());
    EXPECT_NE(std::find(labels.begin(), labels.end(), "server"), labels.end());
    EXPECT_NE(std::find(labels.begin(), labels.end(), "server 1"), labels.end());
    EXPECT_EQ(watched.size(), unwatched.size());
    EXPECT_EQ(ready.size(), watched.size());
    int by_descriptor = 0;
    for (const auto& e : run.of(Kind::StepBegin))
        by_descriptor += e.as<trace::Cause>() == trace::Cause::FdReady;
    EXPECT_EQ(by_descriptor, static_cast<int>(ready.size()));
}

TEST(TcpStream, LinesComeWholeHoweverTheyWereSent) {
    const NothingLeftBehind checked;
    const auto run = record_main([]() -> Task<> {
        TcpServer server = TcpServer::listen();
        auto sender = spawn([](TcpServer to) -> Task<> {
            TcpStream stream = co_await to.accept();
            for (const char* part : {"on", "e\ntwo\nth", "ree\n", "four"}) {
                co_await stream.write(part);
                co_await sleep_for(1s);
            }
        }(server));
        TcpStream stream = co_await TcpStream::connect("127.0.0.1", server.port());
        while (auto line = co_await stream.read_line()) print("{} at {}", *line, seconds(loop_time()));
        co_await sender;
    });

    EXPECT_EQ(run.output(), (Lines{"one at 1", "two at 1", "three at 2", "four at 4"}));
}

TEST(TcpStream, MoreThanTheKernelHoldsIsWrittenWhole) {
    const NothingLeftBehind checked;
    const auto run = record_main([]() -> Task<> {
        TcpServer server = TcpServer::listen();
        auto sender = spawn([](TcpServer to) -> Task<> {
            TcpStream stream = co_await to.accept();
            co_await stream.write(std::string(20'000'000, 'x'));
            print("written");
        }(server));
        TcpStream stream = co_await TcpStream::connect("127.0.0.1", server.port());
        print("{}", (co_await stream.read_all()).size());
        co_await sender;
    });

    EXPECT_EQ(run.output(), (Lines{"written", "20000000"}));
}

TEST(TcpStream, RefusedConnectionSaysSo) {
    const NothingLeftBehind checked;
    int port = 0;
    const auto run = record_main([&]() -> Task<> {
        {
            const TcpServer server = TcpServer::listen();
            port = server.port();
        }
        co_await tell([](int nobody) -> Task<> { co_await TcpStream::connect("127.0.0.1", nobody); }(port));
    });

    EXPECT_EQ(run.output(), (Lines{"connection refused (127.0.0.1:" + std::to_string(port) + ")"}));
}

TEST(TcpStream, ResetBreaksTheReadOfTheOtherSide) {
    const NothingLeftBehind checked;
    const auto run = record_main([]() -> Task<> {
        TcpServer server = TcpServer::listen();
        auto rude = spawn([](TcpServer at) -> Task<> {
            TcpStream stream = co_await at.accept();
            co_await stream.read_line();
            stream.reset();
        }(server));
        TcpStream stream = co_await TcpStream::connect("127.0.0.1", server.port(), "client");
        co_await stream.write("hello\n");
        co_await tell([](TcpStream from) -> Task<> { co_await from.read_line(); }(stream));
        co_await rude;
    });

    ASSERT_EQ(run.output().size(), 1U);
    EXPECT_TRUE(run.output()[0].starts_with("connection reset by peer (127.0.0.1:")) << run.output()[0];
}

TEST(TcpStream, WritingToWhoHasGoneFailsAndKillsNobody) {
    const NothingLeftBehind checked;
    const auto run = record_main([]() -> Task<> {
        TcpServer server = TcpServer::listen();
        auto short_lived = spawn([](TcpServer at) -> Task<> { co_await at.accept(); }(server));
        TcpStream stream = co_await TcpStream::connect("127.0.0.1", server.port());
        co_await short_lived;
        co_await tell([](TcpStream to) -> Task<> {
            for (int i = 0; i < 3; ++i) co_await to.write("is anybody there?\n");
        }(stream));
    });

    ASSERT_EQ(run.output().size(), 1U);
    EXPECT_TRUE(run.output()[0].starts_with("broken pipe (") ||
                run.output()[0].starts_with("connection reset by peer ("))
        << run.output()[0];
}

TEST(TcpStream, EarlyEndIsTheEndOfWhatIsRead) {
    const NothingLeftBehind checked;
    const auto run = record_main([]() -> Task<> {
        TcpServer server = TcpServer::listen();
        auto half = spawn([](TcpServer at) -> Task<> {
            TcpStream stream = co_await at.accept();
            co_await stream.write("half a li");
        }(server));
        TcpStream stream = co_await TcpStream::connect("127.0.0.1", server.port());
        co_await half;
        print("{}", co_await stream.read_line() == "half a li");
        print("{}", (co_await stream.read_line()).has_value());
        print("'{}'", co_await stream.read_some());
    });

    EXPECT_EQ(run.output(), (Lines{"true", "false", "''"}));
}

TEST(TcpStream, TimeoutTakesTheReaderOffTheStream) {
    const NothingLeftBehind checked;
    const auto run = record_main([]() -> Task<> {
        TcpServer server = TcpServer::listen();
        auto late = spawn([](TcpServer at) -> Task<> {
            TcpStream stream = co_await at.accept();
            co_await sleep_for(3s);
            co_await stream.write("late\n");
        }(server));
        TcpStream stream = co_await TcpStream::connect("127.0.0.1", server.port());
        co_await tell([](TcpStream from) -> Task<> { co_await with_timeout(from.read_line(), 1s); }(stream));
        print("at {}", seconds(loop_time()));
        const auto line = co_await stream.read_line();
        print("{} at {}", *line, seconds(loop_time()));
        co_await late;
    });

    EXPECT_EQ(run.output(), (Lines{"timed out", "at 1", "late at 3"}));
}

TEST(TcpStream, CloseUnderAReaderEndsItsWait) {
    const NothingLeftBehind checked;
    const auto run = record_main([]() -> Task<> {
        TcpServer server = TcpServer::listen();
        TcpStream stream = co_await TcpStream::connect("127.0.0.1", server.port(), "client");
        auto reader = spawn(tell([](TcpStream from) -> Task<> { co_await from.read_some(); }(stream)));
        auto acceptor = spawn([](TcpServer at) -> Task<> {
            const TcpStream kept = co_await at.accept();
            co_await tell([](TcpServer again) -> Task<> { co_await again.accept(); }(at));
        }(server));
        co_await sleep_for(1s);
        stream.close();
        server.close();
        co_await reader;
        co_await acceptor;
        print("{}", stream.is_open());
    });

    ASSERT_EQ(run.output().size(), 3U);
    EXPECT_TRUE(run.output()[0].starts_with("closed on this side (127.0.0.1:"));
    EXPECT_TRUE(run.output()[1].starts_with("closed on this side (127.0.0.1:"));
    EXPECT_EQ(run.output()[2], "false");
}

TEST(TcpStream, SecondReaderIsAMistake) {
    const NothingLeftBehind checked;
    const auto run = record_main([]() -> Task<> {
        TcpServer server = TcpServer::listen();
        TcpStream stream = co_await TcpStream::connect("127.0.0.1", server.port());
        auto first = spawn([](TcpStream from) -> Task<> { co_await from.read_some(); }(stream));
        co_await yield();
        co_await tell([](TcpStream from) -> Task<> { co_await from.read_some(); }(stream));
    });

    EXPECT_EQ(run.output(), (Lines{"another task waits for the same stream already"}));
}

TEST(IoError, CodeThatIsNotKnownIsStillTold) {
    EXPECT_FALSE(std::string{IoError(-4000, "nowhere").what()}.empty());
    EXPECT_EQ(IoError(-ECONNREFUSED, "there").code(), "ECONNREFUSED");
}

TEST(TcpServer, PortInUseSaysSo) {
    const NothingLeftBehind checked;
    int port = 0;
    const auto run = record_main([&]() -> Task<> {
        const TcpServer server = TcpServer::listen();
        port = server.port();
        co_await tell([](int taken) -> Task<> {
            TcpServer::listen(taken);
            co_return;
        }(port));
    });

    EXPECT_EQ(run.output(), (Lines{"address already in use (127.0.0.1:" + std::to_string(port) + ")"}));
}

TEST(TcpServer, WhatIsNoAddressIsRefused) {
    const auto run = record_main([]() -> Task<> {
        for (const char* host : {"localhost", "", "256.1.1.1"}) {
            co_await tell([](std::string to) -> Task<> { co_await TcpStream::connect(to, 80); }(host));
        }
        co_await tell([]() -> Task<> { co_await TcpStream::connect("127.0.0.1", 70000); }());
    });

    EXPECT_EQ(run.output(), (Lines{"invalid argument (localhost:80)", "invalid argument (:80)",
                                   "invalid argument (256.1.1.1:80)", "invalid argument (127.0.0.1:70000)"}));
}

TEST(TcpServer, ServesManyAtOnce) {
    const NothingLeftBehind checked;
    const auto run = record_main([]() -> Task<> {
        TcpServer server = TcpServer::listen();
        auto accepting = spawn([](TcpServer at) -> Task<> {
            for (;;) {
                spawn([](TcpStream stream) -> Task<> {
                    while (auto line = co_await stream.read_line()) {
                        co_await sleep_for(1s);
                        co_await stream.write(*line + "\n");
                    }
                }(co_await at.accept()));
            }
        }(server));
        std::vector<Task<>> clients;
        for (int i = 0; i < 20; ++i) clients.push_back(echo(server, std::to_string(i)));
        co_await when_all(std::move(clients));
        print("at {}", seconds(loop_time()));
        accepting.cancel();
    });

    const auto lines = run.output();
    ASSERT_EQ(lines.size(), 21U);
    EXPECT_EQ(lines.back(), "at 1");
}

TEST(TcpStream, StoppedAnywhereGivesEverythingBack) {
    const NothingLeftBehind checked;

    EXPECT_GT(stop_at_every_beat(echo_program), 10);
    stop_at_every_beat([]() -> Task<> {
        TcpServer server = TcpServer::listen();
        auto slow = spawn([](TcpServer at) -> Task<> {
            TcpStream stream = co_await at.accept();
            co_await sleep_for(1s);
            co_await stream.read_some();
        }(server));
        TcpStream stream = co_await TcpStream::connect("127.0.0.1", server.port());
        co_await stream.write(std::string(20'000'000, 'x'));
    });
}

TEST(BlockingTcpStream, EchoBetweenTwoThreadsInVirtualTime) {
    const NothingLeftBehind checked;
    const auto run = record([] {
        blocking::TcpServer server = blocking::TcpServer::listen();
        Thread echo{[&] {
            blocking::TcpStream stream = server.accept();
            while (auto line = stream.read_line()) {
                block_for(1s);
                stream.write(*line + "\n");
            }
        }};
        blocking::TcpStream stream = blocking::TcpStream::connect("127.0.0.1", server.port());
        for (const char* word : {"one", "two"}) {
            stream.write(std::string{word} + "\n");
            const auto line = stream.read_line();
            print("{} at {}", *line, seconds(loop_time()));
        }
        stream.close();
        echo.join();
    });

    EXPECT_EQ(run.output(), (Lines{"one at 1", "two at 2"}));
}

TEST(BlockingTcpStream, FailuresAreThoseOfTheOthers) {
    const NothingLeftBehind checked;
    const auto run = record([] {
        int port = 0;
        {
            const blocking::TcpServer gone = blocking::TcpServer::listen();
            port = gone.port();
            EXPECT_THROW(blocking::TcpServer::listen(port), IoError);
        }
        try {
            blocking::TcpStream::connect("127.0.0.1", port);
        } catch (const IoError& error) {
            print("{}", error.code());
        }
        EXPECT_THROW(blocking::TcpStream::connect("localhost", port), IoError);
        blocking::TcpServer server = blocking::TcpServer::listen();
        blocking::TcpStream waits = blocking::TcpStream::connect("127.0.0.1", server.port());
        EXPECT_THROW(waits.read_line(), IoError);
    });

    EXPECT_EQ(run.output(), (Lines{"ECONNREFUSED"}));
}

TEST(BlockingTcpStream, StoppedWhileItWaits) {
    const NothingLeftBehind checked;
    const auto run = async::start([] {
        Thread other{[] { block_for(1000s); }};
        blocking::TcpServer::listen().accept();
    });
    std::vector<trace::Event> events;
    while (std::none_of(events.begin(), events.end(),
                        [](const trace::Event& e) { return e.kind == Kind::BlockBegin; })) {
        run->drain(events);
        run->wait_for_events(std::chrono::milliseconds{1});
    }
}

}  // namespace
}  // namespace loopscope::async
