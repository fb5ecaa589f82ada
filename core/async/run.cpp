#include "core/async/run.hpp"

#include "core/async/context.hpp"
#include "core/async/loop.hpp"

#include <condition_variable>
#include <mutex>
#include <sys/prctl.h>
#include <thread>
#include <utility>

namespace loopscope::async {
namespace {

using trace::Kind;
using trace::Outcome;

class LiveRun final : public record::Source {
public:
    LiveRun(std::function<void()> program, record::SourceOptions options, Outlet outlet)
        : options_(std::move(options)),
          on_end_(std::move(outlet.on_end)),
          runtime_(options_.speed, options_.record,
                   outlet.memory ? std::move(outlet.memory) : std::make_shared<trace::OwnMemory>()) {
        runtime_.recorder.set_notify([this] { notify(); });
        runtime_.recorder.request_notify();
        if (options_.start_held) {
            runtime_.gate.send(trace::Pause{});
        } else {
            runtime_.clock.go();
        }
        runtime_.clock.enter();
        runtime_.clock.wait_for_begin();
        main_ = std::make_unique<Context>(runtime_);
        thread_ = std::thread{[this, program = std::move(program)] { body(program); }};
    }
    ~LiveRun() override {
        runtime_.gate.send(trace::Stop{});
        thread_.join();
    }

    void send(const trace::Control& control) override { runtime_.gate.send(control); }

    std::size_t drain(std::vector<trace::Event>& out) override {
        // Asked for before looking, so that nothing can slip in between.
        runtime_.recorder.request_notify();
        return runtime_.recorder.drain(out);
    }

    void wait_for_events(std::chrono::milliseconds most) override {
        std::unique_lock lock{mutex_};
        arrived_.wait_for(lock, most, [this] { return news_ || done_; });
        news_ = false;
    }

    void wake() override {
        {
            const std::scoped_lock lock{mutex_};
            news_ = true;
        }
        arrived_.notify_all();
    }

    [[nodiscard]] std::shared_ptr<const trace::Tables> tables() const override { return runtime_.tables; }
    [[nodiscard]] Nanos loop_time() const override { return runtime_.clock.now(); }
    [[nodiscard]] Nanos wall_time() const override { return runtime_.clock.wall(); }
    [[nodiscard]] bool held() const override { return runtime_.gate.held() && !ended(); }
    [[nodiscard]] bool ended() const override {
        const std::scoped_lock lock{mutex_};
        return done_;
    }

private:
    void body(const std::function<void()>& program) {
        // Timers of this thread may fire as late as 50 µs after their time by default.
        prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL);
        Context& here = *main_;
        set_context(&here);
        trace::Tables& tables = *runtime_.tables;
        const trace::StringId run_name = tables.intern(options_.name);
        const trace::StringId thread_name = tables.intern("main");
        runtime_.clock.begin();
        emit(here, {.object = run_name, .kind = Kind::RunBegin});
        emit(here,
             {.object = thread_name, .kind = Kind::ThreadBegin, .reason = code(trace::ThreadRole::Main)});
        auto outcome = Outcome::Done;
        std::string message;
        try {
            program();
        } catch (const Stopped&) {
            outcome = Outcome::Stopped;
        } catch (const Stuck& e) {
            outcome = Outcome::Stuck;
            message = e.what();
        } catch (const Cancelled& e) {
            outcome = Outcome::Cancelled;
            message = e.what();
        } catch (const std::exception& e) {
            outcome = Outcome::Failed;
            message = e.what();
        } catch (...) {
            outcome = Outcome::Failed;
            message = "an exception that is not a std::exception";
        }
        emit(here, {.kind = Kind::ThreadEnd});
        emit(here, {.object = tables.store(message), .kind = Kind::RunEnd, .reason = code(outcome)});
        runtime_.recorder.board().ended.store(raw_clock::monotonic_ns(), std::memory_order_release);
        runtime_.clock.leave();
        runtime_.pool.end();
        runtime_.close_loops();
        set_context(nullptr);
        {
            const std::scoped_lock lock{mutex_};
            done_ = true;
        }
        arrived_.notify_all();
        if (options_.on_events) options_.on_events();
        if (on_end_) on_end_();
    }

    void notify() {
        wake();
        if (options_.on_events) options_.on_events();
    }

    record::SourceOptions options_;
    std::function<void()> on_end_;
    Runtime runtime_;
    std::unique_ptr<Context> main_;
    std::thread thread_;

    mutable std::mutex mutex_;  // guards what follows
    std::condition_variable arrived_;
    bool news_ = false;
    bool done_ = false;
};

}  // namespace

record::Starter in_this_process(std::function<void()> program) {
    return [program = std::move(program)](record::SourceOptions options) {
        return start(program, std::move(options));
    };
}

std::unique_ptr<record::Source> start(std::function<void()> program, record::SourceOptions options) {
    return start(std::move(program), std::move(options), {});
}

std::unique_ptr<record::Source> start(std::function<void()> program, record::SourceOptions options,
                                      Outlet outlet) {
    return std::make_unique<LiveRun>(std::move(program), std::move(options), std::move(outlet));
}

}  // namespace loopscope::async
