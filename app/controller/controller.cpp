#include "app/controller/controller.hpp"

#include "app/commands/palette.hpp"
#include "app/controller/snapshot.hpp"
#include "core/lessons/lesson.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

namespace loopscope::app::controller {
namespace {

constexpr double kTipDelay = 0.5, kNoticeSeconds = 7, kTroubleSeconds = 15;
constexpr double kCountdown = 1.0 / 30;
// The presenter's picture is laid out for a canvas of this size, whatever the projector has.
constexpr stage::Vec2 kPresenterCanvas{1280, 720};
constexpr float kLeastPresenter = 0.75F;

// Decks are told apart by their titles, which stay when a deck is moved or installed elsewhere.
std::string key_of(const lessons::Deck& deck) {
    return deck.title.empty() ? deck.folder : deck.title;
}

View view_from(std::string_view word) {
    for (const View view : kViews) {
        if (commands::view_id(view) == "view/" + std::string(word)) return view;
    }
    return View::Slide;
}

Language language_from(std::string_view word) {
    return word == "both" ? Language::Both : word == "python" ? Language::Python : Language::Cpp;
}

}  // namespace

Controller::Controller(ControllerOptions options)
    : deck_(options.deck ? std::move(options.deck) : std::make_shared<const lessons::Deck>()),
      session_({options.start, options.wake}),
      store_(options.progress, key_of(*deck_)),
      rehearsal_(options.start, options.wake),
      registry_(deck_->lessons),
      context_{state_, session_, deck_->lessons, deck_},
      kept_(options.settings) {
    const Settings& s = options.settings;
    state_.dark = s.dark;
    state_.true_time = s.true_time;
    state_.scale = s.scale;
    state_.reduced_motion = s.reduced_motion;
    state_.window = screen_ = {static_cast<float>(s.window_width), static_cast<float>(s.window_height)};
    session_.ask(session::SetReducedMotion{s.reduced_motion});
    session_.ask(session::SetSpeed{s.speed == 0 ? std::numeric_limits<double>::infinity() : s.speed});
    session_.ask(session::SetPace{s.free_pace ? session::Pace::Free : session::Pace::Teaching});

    const std::string wanted = options.lesson.empty() ? s.lesson : options.lesson;
    const lessons::Lesson* first = lessons::find_lesson(*deck_, wanted);
    if (first == nullptr && !deck_->lessons.empty()) first = &deck_->lessons.front();
    if (first != nullptr && !options.home) session_.open({deck_, first}, options.autoplay);
    registry_.run(commands::view_id(view_from(s.view)), context_);
    state_.language = language_from(s.language);
    quiz_.set_enabled(s.questions);
    context_.quiz = &quiz_;
    context_.progress = &store_;
    context_.rehearsal = &rehearsal_;
    rehearsal_.want(deck_->lessons);
    if (options.home) {
        state_.view = view_from(s.view);
        state_.home = true;
        if (const std::string trouble = store_.take_trouble(); !trouble.empty()) notify(trouble, true);
    }
    if (!options.notice.empty()) notify(options.notice, true);
    if (options.follow) live_ = std::make_unique<LiveDeck>(deck_, options.wake);
}

panels::Scene Controller::scene(const stage::TextMetrics& metrics) const {
    return {state_, session_, registry_, context_, metrics, pictures_, now_};
}

void Controller::update(double now) {
    now_ = now;
    if (auto deck = live_ ? live_->take() : nullptr) set_deck(std::move(deck));
    grant_quiz();
    session_.update(now);
    serve_quiz();
    // What was scrolled away to look around comes back as soon as something happens.
    const std::size_t position = session_.player().playhead().position;
    if (position != seen_position_) {
        state_.slide_scroll = state_.lanes_scroll = state_.listing_scroll = state_.output_scroll = 0;
    }
    seen_position_ = position;
    for (std::string& text : session_.take_troubles()) notify(std::move(text), true);
    rehearsal_.go_on(state_.home && !state_.blank);
    note_progress();
    if (state_.timer_since < 0 && state_.timer_shown) state_.timer_since = now;
    state_.timer_now = now;
    std::erase_if(state_.notices, [now](const Notice& n) { return n.until > 0 && n.until <= now; });
    for (Notice& notice : state_.notices) {
        if (notice.until == 0) notice.until = now + (notice.trouble ? kTroubleSeconds : kNoticeSeconds);
    }
    if (!state_.hover.empty() && !state_.tip_shown && now - hover_since_ >= kTipDelay)
        state_.tip_shown = true;
}

stage::DisplayList Controller::build(stage::Vec2 size, const stage::TextMetrics& metrics) {
    state_.window = size;
    // What is shown may also be another recording of the same run.
    if (pictures_.run != session_.runs() || pictures_.of != &session_.shown_timeline())
        pictures_ = panels::Pictures{};
    pictures_.run = session_.runs();
    pictures_.of = &session_.shown_timeline();
    composed_ = compose(scene(metrics), size);
    // What lies below a pointer that rests may have changed.
    if (state_.pressed.empty() && state_.pointer.x >= 0) hover_at(state_.pointer);
    return composed_.list;
}

void Controller::notify(std::string text, bool trouble) {
    constexpr std::size_t kMost = 4;
    std::erase_if(state_.notices, [&](const Notice& n) { return n.text == text; });
    state_.notices.push_back({std::move(text), trouble, 0});
    if (state_.notices.size() > kMost) state_.notices.erase(state_.notices.begin());
}

bool Controller::animating() const {
    return session_.moving() && !session_.counting();
}

std::optional<double> Controller::next_wake() const {
    std::optional<double> next;
    const auto at = [&next](double t) { next = next ? std::min(*next, t) : t; };
    if (session_.counting()) at(now_ + kCountdown);
    if (const auto due = session_.due_in()) at(now_ + *due);
    for (const Notice& notice : state_.notices) at(notice.until > 0 ? notice.until : now_);
    if (!state_.hover.empty() && !state_.tip_shown) at(hover_since_ + kTipDelay);
    if (state_.timer_shown && state_.presenter && !state_.home && !state_.blank)
        at(state_.timer_since + std::floor(now_ - state_.timer_since) + 1);
    return next;
}

float Controller::scale() const {
    if (!state_.presenter) return state_.scale;
    const float fit = std::min(screen_.x / kPresenterCanvas.x, screen_.y / kPresenterCanvas.y);
    return state_.scale * std::clamp(fit, kLeastPresenter, kMostScale);
}

Settings Controller::settings() const {
    Settings s = kept_;
    s.scale = state_.scale;
    s.dark = state_.dark;
    s.true_time = state_.true_time;
    s.reduced_motion = state_.reduced_motion;
    const double speed = session_.player().speed();
    s.speed = std::isinf(speed) ? 0 : speed;
    s.free_pace = session_.player().pace() == session::Pace::Free;
    if (!state_.fullscreen) {
        s.window_width = static_cast<int>(std::lround(screen_.x));
        s.window_height = static_cast<int>(std::lround(screen_.y));
    }
    s.questions = quiz_.enabled();
    if (session_.lesson()) s.lesson = session_.lesson()->id;
    s.language = state_.language == Language::Both     ? "both"
                 : state_.language == Language::Python ? "python"
                                                       : "cpp";
    s.view = commands::view_id(state_.view).substr(std::string("view/").size());
    return s;
}

std::string Controller::state_json() const {
    return snapshot(state_, session_, quiz_);
}

bool Controller::activate(std::string_view id) {
    const bool overlay = id == "overlay/close";
    if (overlay) {
        close_top();
        return true;
    }
    if (id.starts_with("palette/item/")) return run_offer(id);
    if (id.starts_with("line/")) return toggle_breakpoint(id);
    if (id.starts_with("set/")) return set_parameter(id);
    if (id.starts_with("notice/")) {
        std::size_t index = 0;
        const auto digits = id.substr(7);
        std::from_chars(digits.data(), digits.data() + digits.size(), index);
        if (index >= state_.notices.size()) return false;
        state_.notices.erase(state_.notices.begin() + static_cast<std::ptrdiff_t>(index));
        return true;
    }
    if (id.starts_with("slide/row/")) {
        if (quiz_.stands_still()) return false;
        std::size_t position = 0;
        const auto digits = id.substr(10);
        std::from_chars(digits.data(), digits.data() + digits.size(), position);
        session_.ask(session::Seek{position});
        return true;
    }
    if (id.starts_with("anatomy/loop/")) {
        const auto digits = id.substr(13);
        std::from_chars(digits.data(), digits.data() + digits.size(), state_.anatomy_loop);
        return true;
    }
    return registry_.run(id, context_);
}

bool Controller::run_offer(std::string_view id) {
    std::size_t index = 0;
    const auto digits = id.substr(std::string_view("palette/item/").size());
    std::from_chars(digits.data(), digits.data() + digits.size(), index);
    const auto found = commands::offers(registry_, context_);
    if (index >= found.size()) return false;
    state_.palette = PaletteState{};
    found[index].command->run(context_);
    return true;
}

bool Controller::toggle_breakpoint(std::string_view id) {
    std::uint32_t line = 0;
    const auto digits = id.substr(5);
    std::from_chars(digits.data(), digits.data() + digits.size(), line);
    const lessons::Lesson* lesson = session_.lesson();
    if (!lesson || line == 0) return false;
    const lessons::Listing* listing = lesson->listing(session_.mode(), session_.values());
    if (listing == nullptr) return false;
    trace::Breakpoint breakpoint;
    breakpoint.file = listing->file;
    breakpoint.line = line;
    auto all = session_.player().breakpoints();
    if (std::erase(all, breakpoint) == 0) all.push_back(breakpoint);
    session_.ask(session::SetBreakpoints{std::move(all)});
    return true;
}

// "set/<name>/less", ".../more", ".../option/<index>".
bool Controller::set_parameter(std::string_view id) {
    const lessons::Lesson* lesson = session_.lesson();
    if (!lesson) return false;
    for (const lessons::Parameter& p : lesson->parameters) {
        const std::string head = "set/" + p.name;
        if (!id.starts_with(head) || (id.size() > head.size() && id[head.size()] != '/')) continue;
        const std::string_view rest = id.substr(std::min(id.size(), head.size() + 1));
        const auto it = session_.values().find(p.name);
        const double value = it == session_.values().end() ? p.initial : it->second;
        // A hundred small steps should not leave 0.30000000000000004 behind.
        const auto rounded = [&p](double v) { return p.step > 0 ? std::round(v / p.step) * p.step : v; };
        if (rest == "less") session_.set_value(p.name, rounded(value - p.step));
        if (rest == "more") session_.set_value(p.name, rounded(value + p.step));
        if (rest.starts_with("option/")) {
            int index = 0;
            std::from_chars(rest.data() + 7, rest.data() + rest.size(), index);
            session_.set_value(p.name, index);
        }
        return true;
    }
    return false;
}

}  // namespace loopscope::app::controller
