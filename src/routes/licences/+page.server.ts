// Licences of all that is bundled, as the build found them.
import licences from '#licences';

export const load = () => ({ licences, place: [{ title: 'Licences', path: '' }] });
