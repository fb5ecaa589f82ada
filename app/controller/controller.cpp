#include "app/controller/controller.hpp"

#include "app/commands/palette.hpp"
#include "app/controller/snapshot.hpp"
#include "app/views/table.hpp"
#include "core/lessons/lesson.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace loopscope::app::controller {
namespace {

constexpr double kNoticeSeconds = 7, kTroubleSeconds = 15;
constexpr double kCountdown = 1.0 / 30;
// The presenter's picture is laid out for a canvas of this size, whatever the projector has.
constexpr stage::Vec2 kPresenterCanvas{1280, 720};
constexpr float kLeastPresenter = 0.75F;

// Decks are told apart by their titles, which stay when a deck is moved or installed elsewhere.
std::string key_of(const lessons::Deck& deck) {
    return deck.title.empty() ? deck.folder : deck.title;
}

Language language_from(std::string_view word) {
    return word == "both" ? Language::Both : word == "python" ? Language::Python : Language::Cpp;
}

}  // namespace

Controller::Controller(ControllerOptions options)
    : deck_(options.deck ? std::move(options.deck) : std::make_shared<const lessons::Deck>()),
      session_({options.start, options.wake, options.threading,
                static_cast<std::size_t>(options.settings.memory_mb) * 1'000'000}),
      store_(options.progress, key_of(*deck_)),
      thumbnails_(options.start, options.wake),
      registry_(deck_->lessons, views::table()),
      context_{state_, session_, deck_->lessons, deck_},
      kept_(options.settings) {
    const Settings& s = options.settings;
    state_.dark = s.dark;
    state_.true_time = s.true_time;
    state_.scale = s.scale;
    state_.reduced_motion = s.reduced_motion;
    screen_ = {static_cast<float>(s.window_width), static_cast<float>(s.window_height)};
    pane_.resize(screen_);
    context_.views = views::table();
    context_.window = &pane_.state();
    context_.save_folder = options.save_folder;
    session_.ask(session::SetReducedMotion{s.reduced_motion});
    session_.ask(session::SetSpeed{s.speed == 0 ? std::numeric_limits<double>::infinity() : s.speed});
    session_.ask(session::SetPace{s.free_pace ? session::Pace::Free : session::Pace::Teaching});

    const std::string wanted = options.lesson.empty() ? s.lesson : options.lesson;
    const lessons::Lesson* first = lessons::find_lesson(*deck_, wanted);
    if (first == nullptr && !deck_->lessons.empty()) first = &deck_->lessons.front();
    if (first != nullptr && !options.home) session_.open({deck_, first}, options.autoplay);
    const ViewEntry& view = entry_of(context_.views, s.view);
    registry_.run(view.command(), context_);
    state_.language = language_from(s.language);
    quiz_.set_enabled(s.questions);
    context_.quiz = &quiz_;
    context_.progress = &store_;
    context_.thumbnails = &thumbnails_;
    thumbnails_.want(deck_->lessons);
    if (options.home) {
        state_.view = view.view;
        state_.home = true;
        if (const std::string trouble = store_.take_trouble(); !trouble.empty()) notify(trouble, true);
    }
    if (!options.notice.empty()) notify(options.notice, true);
    if (options.follow) live_ = std::make_unique<LiveDeck>(deck_, options.wake);
}

void Controller::update(double now) {
    now_ = now;
    if (auto deck = live_ ? live_->take() : nullptr) set_deck(std::move(deck));
    grant_quiz();
    // What else is open meanwhile, the next start brings back the last lesson.
    if (session_.lesson()) kept_.lesson = session_.lesson()->id;
    session_.update(now);
    serve_quiz();
    // What was scrolled away to look around comes back as soon as something happens.
    const std::size_t position = session_.player().playhead().position;
    if (position != seen_position_) {
        state_.slide_scroll = state_.lanes_scroll = state_.listing_scroll = state_.output_scroll = 0;
    }
    seen_position_ = position;
    for (std::string& text : session_.take_troubles()) notify(std::move(text), true);
    thumbnails_.go_on(state_.home && !state_.blank);
    note_progress();
    if (state_.timer_since < 0 && state_.timer_shown) state_.timer_since = now;
    state_.timer_now = now;
    std::erase_if(state_.notices, [now](const Notice& n) { return n.until > 0 && n.until <= now; });
    for (Notice& notice : state_.notices) {
        if (notice.until == 0) notice.until = now + (notice.trouble ? kTroubleSeconds : kNoticeSeconds);
    }
    pane_.update(now);
}

stage::DisplayList Controller::build(stage::Vec2 size, const stage::TextMetrics& metrics) {
    return pane_.build(state_, session_, registry_, context_, size, metrics, now_);
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
    if (const auto tip = pane_.tip_due()) at(*tip);
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
    s.view = entry_of(context_.views, state_.view).word;
    return s;
}

std::string Controller::state_json() const {
    return snapshot(state_, pane_.state(), session_, quiz_, entry_of(context_.views, state_.view).word);
}

bool Controller::activate(std::string_view id) {
    if (const stage::HotItem* item = pane_.find(id)) return activate(stage::HotItem(*item));
    return registry_.run(id, context_);
}

bool Controller::activate(const stage::HotItem& item) {
    const ViewEntry& view = shown_view(context_.views, state_);
    if (view.click != nullptr && view.click(item.target, context_)) return true;
    if (const auto* offer = std::get_if<stage::OfferAt>(&item.target)) return run_offer(offer->index);
    if (const auto* line = std::get_if<stage::SourceLine>(&item.target))
        return toggle_breakpoint(line->number);
    if (const auto* setting = std::get_if<stage::Setting>(&item.target)) return set_parameter(*setting);
    if (const auto* notice = std::get_if<stage::NoticeAt>(&item.target)) return close_notice(notice->index);
    if (item.id == "overlay/close") {
        close_top();
        return true;
    }
    return registry_.run(item.id, context_);
}

bool Controller::close_notice(std::size_t index) {
    if (index >= state_.notices.size()) return false;
    state_.notices.erase(state_.notices.begin() + static_cast<std::ptrdiff_t>(index));
    return true;
}

bool Controller::run_offer(std::size_t index) {
    const auto found = commands::offers(registry_, context_);
    if (index >= found.size()) return false;
    state_.palette = PaletteState{};
    found[index].command->run(context_);
    return true;
}

bool Controller::toggle_breakpoint(std::uint32_t line) {
    const exhibit::Exhibit* open = session_.exhibit();
    if (!open || line == 0) return false;
    const lessons::Listing* listing = open->listing(session_.mode(), session_.values());
    if (listing == nullptr) return false;
    trace::Breakpoint breakpoint;
    breakpoint.file = listing->file;
    breakpoint.line = line;
    auto all = session_.player().breakpoints();
    if (std::erase(all, breakpoint) == 0) all.push_back(breakpoint);
    session_.ask(session::SetBreakpoints{std::move(all)});
    return true;
}

const lessons::Parameter* Controller::parameter_of(const stage::Setting& setting) const {
    const exhibit::Exhibit* open = session_.exhibit();
    if (!open || setting.parameter >= open->parameters().size()) return nullptr;
    return &open->parameters()[setting.parameter];
}

bool Controller::set_parameter(const stage::Setting& setting) {
    const lessons::Parameter* p = parameter_of(setting);
    if (!p) return false;
    const auto it = session_.values().find(p->name);
    const double value = it == session_.values().end() ? p->initial : it->second;
    // A hundred small steps should not leave 0.30000000000000004 behind.
    const auto rounded = [p](double v) { return p->step > 0 ? std::round(v / p->step) * p->step : v; };
    switch (setting.part) {
        case stage::Setting::Part::Value: break;
        case stage::Setting::Part::Less: session_.set_value(p->name, rounded(value - p->step)); break;
        case stage::Setting::Part::More: session_.set_value(p->name, rounded(value + p->step)); break;
        case stage::Setting::Part::Option: session_.set_value(p->name, setting.option); break;
    }
    return true;
}

}  // namespace loopscope::app::controller
