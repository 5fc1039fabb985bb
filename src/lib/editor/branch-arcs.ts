// Branches as arcs in the margin right of the code: solid with an arrow head where one was taken, dashed where it was not.
// The margin stays in sight when long lines are scrolled under it; an arc that was not taken can be reached by keyboard and says why.
import { StateEffect, StateField, type EditorState } from '@codemirror/state';
import { EditorView, ViewPlugin, showTooltip, type Tooltip, type ViewUpdate } from '@codemirror/view';
import { branchSentence } from '#lib/instruments/coverage/facts';
import { layArcs } from './arc-layout';
import { firstLetter, measured, setMarks } from './marks';

/** An arc between positions of the text, so that it moves with edits. */
interface Arc {
	from: number;
	/** Null where the branch leaves the function. */
	to: number | null;
	taken: boolean;
	says: string;
}

const arcs = StateField.define<readonly Arc[]>({
	create: arcsOf,
	update(value, transaction) {
		if (transaction.effects.some((effect) => effect.is(setMarks))) return arcsOf(transaction.state);
		if (!transaction.docChanged) return value;
		if (!transaction.state.field(measured).isStale) return arcsOf(transaction.state);
		return value.map((arc) => ({
			...arc,
			from: transaction.changes.mapPos(arc.from, 1),
			to: arc.to === null ? null : transaction.changes.mapPos(arc.to, 1)
		}));
	},
	provide: (field) =>
		EditorView.editorAttributes.from(field, (all) => ({ class: all.length > 0 ? 'cm-with-arcs' : '' }))
});

function arcsOf(state: EditorState): readonly Arc[] {
	const { marks, doc, since } = state.field(measured);
	const { coverage, view } = marks;
	if (!coverage || view !== 'branches') return [];
	const at = (line: number) =>
		line >= 1 && line <= doc.lines ? since.mapPos(firstLetter(doc.line(line)), 1) : null;
	return coverage.branches.flatMap((branch): Arc[] => {
		const from = at(branch.from);
		const to = branch.to < 0 ? null : at(branch.to);
		if (from === null || (branch.to >= 0 && to === null)) return [];
		return [{ from, to, taken: branch.taken, says: branchSentence(branch) }];
	});
}

const setTip = StateEffect.define<{ pos: number; says: string; at: Element } | null>();

const tip = StateField.define<Tooltip | null>({
	create: () => null,
	update(value, transaction) {
		for (const effect of transaction.effects) {
			if (effect.is(setTip)) return effect.value && sentenceAt(effect.value);
		}
		return transaction.docChanged ? null : value;
	},
	provide: (field) => showTooltip.from(field)
});

function sentenceAt({ pos, says, at }: { pos: number; says: string; at: Element }): Tooltip {
	return {
		pos,
		above: true,
		create() {
			const dom = document.createElement('div');
			dom.className = 'cm-arc-says';
			dom.textContent = says;
			// Left of the margin, so that it hides no arc; in sight however far the code is scrolled.
			const getCoords = () => {
				const { top, bottom } = at.getBoundingClientRect();
				const margin = at.closest('.cm-arcs')?.getBoundingClientRect().left ?? 0;
				const left = Math.max(0, margin - dom.offsetWidth);
				return { top, bottom, left, right: left };
			};
			return { dom, getCoords };
		}
	};
}

const svgNamespace = 'http://www.w3.org/2000/svg';

class ArcMargin {
	private readonly dom = document.createElement('div');
	private drawn = '';

	constructor(private readonly view: EditorView) {
		this.dom.className = 'cm-arcs';
		view.scrollDOM.append(this.dom);
		view.scrollDOM.addEventListener('mousedown', this.clickBeside);
		view.scrollDOM.addEventListener('scroll', this.seeOverlap, { passive: true });
		this.measure();
	}

	update(update: ViewUpdate): void {
		const isNew = update.startState.field(arcs) !== update.state.field(arcs);
		if (isNew || update.geometryChanged || update.transactions.length > 0) this.measure();
	}

	destroy(): void {
		this.view.scrollDOM.removeEventListener('mousedown', this.clickBeside);
		this.view.scrollDOM.removeEventListener('scroll', this.seeOverlap);
		this.dom.remove();
	}

	/** A hairline tells the margin from code that goes on under it. */
	private readonly seeOverlap = (): void => {
		const { scrollLeft, clientWidth, scrollWidth } = this.view.scrollDOM;
		this.dom.classList.toggle('cm-arcs-over', scrollLeft + clientWidth < scrollWidth - 1);
	};

	/** With arcs the text is only as wide as its longest line; a click right of it still means the end of the line. */
	private readonly clickBeside = (event: MouseEvent): void => {
		if (event.target !== this.view.scrollDOM || event.offsetY >= this.view.scrollDOM.clientHeight) return;
		event.preventDefault();
		this.view.focus();
		this.view.dispatch({
			selection: { anchor: this.view.posAtCoords({ x: event.clientX, y: event.clientY }, false) }
		});
	};

	private measure(): void {
		this.view.requestMeasure({
			key: this,
			read: (view) => {
				const middle = (pos: number) => {
					const block = view.lineBlockAt(pos);
					return view.documentPadding.top + block.top + block.height / 2;
				};
				const all = view.state.field(arcs);
				const ends = all.map((arc) => ({
					from: middle(arc.from),
					to: arc.to === null ? null : middle(arc.to)
				}));
				return { all, isStale: view.state.field(measured).isStale, ends, height: view.contentHeight };
			},
			write: ({ all, isStale, ends, height }) => {
				const drawing = JSON.stringify([all, isStale, ends, height]);
				if (drawing === this.drawn) return;
				this.drawn = drawing;
				this.draw(all, isStale, layArcs(ends), height);
				this.seeOverlap();
			}
		});
	}

	private draw(
		all: readonly Arc[],
		isStale: boolean,
		layout: ReturnType<typeof layArcs>,
		height: number
	): void {
		this.dom.replaceChildren();
		this.dom.hidden = all.length === 0;
		if (all.length === 0) return;
		const svg = svgElement('svg', {
			width: String(layout.width),
			height: String(height),
			role: 'group',
			'aria-label': 'Branches of this code'
		});
		// What was not taken lies on top: it is what the reader is looking for.
		for (const taken of [true, false]) {
			all.forEach((arc, index) => {
				const laid = layout.arcs[index];
				if (!laid || arc.taken !== taken) return;
				const group = svgElement('g', { class: taken ? 'cm-arc cm-arc-taken' : 'cm-arc cm-arc-missed' });
				group.append(
					svgElement('path', { class: 'cm-arc-reach', d: laid.line }),
					svgElement('path', { class: 'cm-arc-line', d: laid.line }),
					svgElement('path', { class: 'cm-arc-head', d: laid.head })
				);
				if (taken || isStale) group.setAttribute('aria-hidden', 'true');
				else this.explain(group, arc);
				svg.append(group);
			});
		}
		this.dom.append(svg);
	}

	private explain(group: SVGElement, arc: Arc): void {
		group.setAttribute('role', 'img');
		group.setAttribute('tabindex', '0');
		group.setAttribute('aria-label', arc.says);
		const show = () =>
			this.view.dispatch({ effects: setTip.of({ pos: arc.from, says: arc.says, at: group }) });
		const hide = () => this.view.dispatch({ effects: setTip.of(null) });
		group.addEventListener('pointerenter', show);
		group.addEventListener('pointerleave', hide);
		group.addEventListener('focus', show);
		group.addEventListener('blur', hide);
		group.addEventListener('keydown', (event) => {
			if (event.key === 'Escape') hide();
		});
	}
}

function svgElement(name: string, attributes: Record<string, string>): SVGElement {
	const element = document.createElementNS(svgNamespace, name);
	if (!(element instanceof SVGElement)) throw new Error(`not an SVG element: ${name}`);
	for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
	return element;
}

export const branchArcs = [arcs, tip, ViewPlugin.fromClass(ArcMargin)];
